"""Where other apps join in what becomes of a plan."""

from collections.abc import Callable
from uuid import UUID

from monosashi.office.joints import Joint

after_revising = Joint[Callable[[str, int], object]]()
"""Called with plan id and revision in the transaction of each save. What fails there undoes the save."""

after_throwing_away = Joint[Callable[[UUID], object]]()
"""Called with the draft's id in the transaction that forgets a file brought in. What fails there keeps the draft."""
