"""The plan review (計画点検): rules that find in a plan what an auditor would look at. Pure Python.

How a rule is written
---------------------
One rule is one file `rules/<family>/<what_it_finds>.py` with one class, one case file
`tests/checks/cases/<family>/<what_it_finds>.toml`, and its words in `wording/catalogues/{ja,en}/checks_<family>.po`.
It is found by being in the folder; nothing registers it.

1. Derive from the class of its scope (`checks.rule`): `IndicatorRule`, `MeasureRule`, `NodeRule`, `PlanRule`,
   `TwoYearsRule`. `check(self, at)` is given the subject of that scope (`checks.subjects`) and yields findings.
2. Say `code` (`TGT002`, never reused), `name` (kebab-case English), `severity`, `sources`; `needs` names the facts
   without which the rule cannot speak (`checks.needs`): where the whole plan lacks one, the rule is listed as not run.
   `Need.TOKENIZER` gives `at.texts.words(text)`, `Need.EVALUATION` gives `at.outcome`.
3. Figures by which it decides are `thresholds = {"percent": Threshold(Decimal(150), "…")}`, read as
   `self.threshold("percent")`; a city's configuration changes them.
4. Words by which it decides are lists under `checks/words/*.toml`, an entry each with its source, read by
   `word_list("outcome_nouns")`. Give them text folded by `fold` (`checks.folding`).
5. The docstring is the documentation, in Japanese: the first line says what it finds, then `## なぜ問題か`, `## 例`,
   `## 直し方`.
6. `yield self.find(at, baseline=…, target=…)`: the figures are the finding's evidence and the parameters of its
   sentence `check.TGT002` (besides `measure` and `indicator`, the names). `variant="x"` takes the sentence
   `check.TGT002.x`, `place=` a path below the subject, `proposal=Proposal(message("check.TGT002.proposal", …))` what
   could be done instead. Each kind of figure has its label in the catalogue: `evidence.baseline`.
7. Be quiet when unsure: `look` for weak evidence, nothing at all where a fact is absent. An absence is never 0.

A case file (built by `tests/checks/small_plans.py`, which tells every field)::

    silent_on = ["n-p069", "n-p094"]    # measures of examples/akita on which the rule must say nothing

    [[case]]
    name = "講座の開催数を基準値のまま目標にした"
    speaks = 1                          # how often the rule must speak; 0: it must stay silent
    [[case.measure]]
    name = "防災講座の開催"
    indicator = [{name = "開催数", unit = "回/年", baseline = "60", final = "60"}]
"""
