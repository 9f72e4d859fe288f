import pathlib
from dataclasses import replace
from monosashi.core.changes import diff
from monosashi.core.results import NodeYear
from monosashi.office.plans.actions import save
from monosashi.office.plans.queries import whole
from monosashi.office.accounts.permissions import Role
from django.core.files.uploadedfile import SimpleUploadedFile
from monosashi.exchange.plan_file import write_plan
def test_dump(kept, logged_in, coordinator):
    def saved(change, why=""):
        now = whole(kept.id)
        save(plan_id=kept.id, based_on=now.revision, changes=diff(now, change(now)), by=coordinator, why=why)
    saved(lambda p: replace(p, results=(*p.results, *(NodeYear(m.id, 2025, stage="2") for m in kept.index.measures[:3]))), "令和6年度の数値による移行の候補を採用")
    ind = kept.indicators[3]
    saved(lambda p: replace(p, indicators=tuple(replace(n, name="新しい名前", actuals=()) if n.id == ind.id else n for n in p.indicators)))
    saved(lambda p: replace(p, budget_programs=p.budget_programs[1:]), "重複していたため")
    saved(lambda p: replace(p, nodes=(*p.nodes[1:], p.nodes[0])))
    c = logged_in(Role.COORDINATING_OFFICE)
    pathlib.Path("/tmp/F/rev.html").write_text(c.get(f"/plans/{kept.id}/revisions/").content.decode())
    pathlib.Path("/tmp/F/measures.xlsx").write_bytes(c.get(f"/plans/{kept.id}/measures/?year=2024&format=xlsx").content)
    a = c.post("/plans/import/", {"file": SimpleUploadedFile("akita.plan.json", write_plan(kept))})
    pathlib.Path("/tmp/F/imp.html").write_text(c.get(a["Location"]).content.decode())
