# %% [markdown]
# # A fact-check
#
# A post goes round: *"Russia bombed a school in Hass and killed 35 children."* Fourteen short articles of
# that week are at hand. What do they say, who says it, and what does the post get wrong?

# %%
import claimgraph as cg

graph = cg.build_graph("week")
hass = graph.find("Hass")
hass

# %% [markdown]
# ## Who counts 35, and 35 of whom?

# %%
for claim in hass.claims:
    if claim.quantity.value == 35:
        chain = " → ".join(source.name for source in claim.attribution.chain)
        print(f"{claim.published}  {claim.text!r} ({claim.group} {claim.measure})  {chain}")

# %% [markdown]
# Two origins, and both count **people**, not children. Three articles give the figure, but two of them
# pass on the same monitor.
#
# ## How many children, then?

# %%
for toll in hass.tolls:
    if toll.group == "children":
        for claim in toll.claims:
            print(claim.published, claim.text, "–", claim.origin.name)

# %% [markdown]
# The monitor counted 11 children on the first evening, when its total stood at 26; the UN agency 22 a day
# later. Nobody counts 35. The figures of one source over time show that the totals were still rising:

# %%
cg.plot_toll(hass)

# %% [markdown]
# ## Who is said to have done it?

# %%
for row in cg.list_responsibility(hass):
    print(row.actor, "– accused by", [source.name for source in row.accused_by], end=" ")
    print("– denied by", [source.name for source in row.denied_by])
for denial in hass.denials:
    print(denial.published, denial.text)

# %% [markdown]
# One denial, and no accuser. **Do not stop here.** claimgraph hears accusations badly: its column is
# often empty where the texts are not. Look at the texts for every word that may carry one.

# %%
for article in cg.read_articles("week"):
    for line in article.text.splitlines():
        if "Hass" in article.text and ("warplanes" in line or "blame" in line):
            print(f"{article.id}: {line}\n")

# %% [markdown]
# The monitor says "Russian or Syrian". The post has dropped the second half.
#
# ## The words themselves
#
# A figure is only as good as the sentence it stands in. Every claim shows its own:

# %%
next(claim for claim in hass.claims if claim.group == "children" and claim.quantity.value == 22)

# %% [markdown]
# ## Are these reports of one event?

# %%
reasons = hass.why().splitlines()
print("\n".join(reasons[:10]))  # the pair of reports with the strongest reasons

# %% [markdown]
# ## What can be printed
#
# > *The post is wrong on the children and surer than its source on who did it.* The Syrian Observatory
# > for Human Rights and the White Helmets each counted 35 people killed in Hass on 26 October 2016.
# > UNICEF counted 22 children and six teachers among the dead. The Observatory spoke of "Russian or
# > Syrian" warplanes; Russia's defence ministry denied that its aircraft had bombed the school.
#
# Source, day, words; no average; the denial beside the accusation.
