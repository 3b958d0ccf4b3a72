# %% [markdown]
# # A week of reports
#
# For somebody who wants a table: fourteen articles of five newspapers on one week, turned into incidents,
# compared under several conventions, drawn, corrected by hand and saved. Needs `pip install
# 'claimgraph[table,plot]'`.

# %%
import claimgraph as cg

graph = cg.build_graph("week")
graph

# %% [markdown]
# ## One row a claim
#
# Each row is one figure of one article: who, how many, of whom, where, when, in which words.

# %%
claims = graph.to_frame()
claims[["article", "text", "measure", "group", "low", "source", "place", "date"]].head(12).fillna("")

# %% [markdown]
# How much of the week rests on whom? Claims by origin, and by how many newspapers:

# %%
publishers = {article.id: article.publisher for article in cg.read_articles("week")}
claims["publisher"] = claims["article"].map(publishers)
claims.groupby("source").agg(claims=("id", "count"), newspapers=("publisher", "nunique")).sort_values(
    ["claims", "newspapers"], ascending=False
)

# %% [markdown]
# One monitor stands behind nearly half of the claims. A collection with more newspapers would show more
# figures, not more observers.

# %%
cg.plot_network(graph)

# %% [markdown]
# ## How do the figures relate?

# %%
incidents = graph.to_frame(table="incidents")
incidents[
    ["label", "articles", "origins", "killed_range", "agrees", "updates", "differs", "contradictions"]
].fillna("")

# %% [markdown]
# *Differs* is no contradiction: "at least 22" and "35" can both be true. *Contradicts* is one.

# %%
cg.plot_timeline(graph)

# %% [markdown]
# ## Does the headline depend on the rule?

# %%
rules = graph.to_frame(table="conventions")
killed = rules[(rules["measure"] == "killed") & rules["group"].isin(["people", "civilians"])]
killed.pivot_table(index="label", columns="convention", values="best", sort=False).astype(int)

# %% [markdown]
# For the school in Hass the answer runs from 17 to 35 by the choice of rule alone. A paper that gives one
# number should give its rule, and the others beside it.
#
# ## What would somebody who knows the week correct?
#
# claimgraph asks about the pairs of reports where the decision was close and figures hang on it.

# %%
question = graph.review(limit=1)[0]
print(question)

# %% [markdown]
# The article of 2 November looks back at the bombing and gives no source. It is the same event, and Ana
# says so, once and for all:

# %%
judged = graph.judge(question.a, question.b, "same", by="Ana", when="2016-11-05", why="same school, same day")
judged.judgements[0]

# %% [markdown]
# ## For a coder's sheet
#
# Columns as event data sets have them: low, best, high, precision of day and place, original sources.
# `cg.save(graph, "week.csv", table="coding")` writes it for a spreadsheet; the ending of the name chooses
# the format.

# %%
sheet = graph.to_frame(table="coding")
sheet.head(3).T
