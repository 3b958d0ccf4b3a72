# %% [markdown]
# # A first look
#
# Eight short articles tell of air strikes, an offensive and an evacuation, and their figures differ.
# claimgraph reads who says how many, links what tells of the same event, and shows how the figures relate.

# %%
import claimgraph as cg

graph = cg.build_graph("articles")
graph

# %% [markdown]
# Each row is one **incident**: an event, or a cumulative count of a longer period.
# Find one by its place.

# %%
armanaz = graph.find("Armanaz")
armanaz

# %% [markdown]
# A **toll** holds what all claims say about one measure: the independent origins, the range by a named
# convention, and the relations between the figures.

# %%
for toll in armanaz.tolls:
    print(toll.measure, toll.group, toll.low, toll.best, toll.high, [source.name for source in toll.origins])

# %% [markdown]
# A picture of it: a row an origin; an arrow leads to where no upper bound is stated. End a cell with the
# axes to see it (`pip install "claimgraph[plot]"`); `.figure.savefig("toll.png")` writes it.

# %%
cg.plot_toll(armanaz)

# %% [markdown]
# Who gave which figure on which day?

# %%
cg.plot_timeline(armanaz)

# %% [markdown]
# The same in plain English. A summary names every source and decides nothing.

# %%
print(cg.summarize(armanaz))

# %% [markdown]
# Why are these reports one incident? Every link keeps its evidence.

# %%
print(armanaz.why())

# %% [markdown]
# As a picture: each piece of evidence starts where the last one ended.

# %%
cg.plot_why(armanaz.links[0])

# %% [markdown]
# Who stands behind the figures, and who only passed them on?

# %%
cg.plot_network(armanaz)

# %% [markdown]
# Behind every figure stand the words it was read from.

# %%
claim = armanaz.claims[0]
claim

# %% [markdown]
# Several at once stand in a line each.

# %%
armanaz.claims

# %% [markdown]
# And every step of reading one article can be looked at.

# %%
article = next(article for article in cg.read_articles("articles") if "Armanaz" in article.text)
cg.trace_article(article)
