"""Work on many items → what comes of each, in their order, by one process or by several."""

from claimgraph.workers.spreading import Failure as Failure
from claimgraph.workers.spreading import check_workers as check_workers
from claimgraph.workers.spreading import pause_collecting as pause_collecting
from claimgraph.workers.spreading import spread_work as spread_work
