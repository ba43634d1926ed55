"""Steps whose marks stay: what was sorted, marked or chosen is kept at once, and shown again when one comes back."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from prompt_tutor.errors import StorageError
from prompt_tutor.tui.progress_writer import ProgressKeeper
from prompt_tutor.tui.steps.step import Setting, StepView

if TYPE_CHECKING:
    from prompt_tutor.content.lesson import Quiz, Sort, Spot
    from prompt_tutor.storage.drafts import Drafts


class KeptMarks:
    """The marks of `step` of the lesson with the name `lesson`, as a draft of their own; they are JSON values.

    They belong to the step as it reads in `language`: once a trainer has changed it, they count no more.
    """

    def __init__(self, drafts: Drafts, lesson: str, step: Quiz | Sort | Spot, language: str) -> None:
        self._drafts = drafts
        self._place = f"{lesson}/{step.id}/:marks-{language}"
        self._digest = sha256(step.model_dump_json().encode()).hexdigest()

    def load(self) -> Any:
        """Return the marks, None where there are none. Raises StorageError."""
        text = self._drafts.load(self._place)
        kept = json.loads(text) if text else {}
        return kept.get("marks") if kept.get("step") == self._digest else None

    def save(self, marks: Any) -> None:
        """Keep `marks` instead of those of before. Raises StorageError."""
        self._drafts.save(self._place, json.dumps({"step": self._digest, "marks": marks}))


class KeptView(StepView):
    """A step with marks. Subclasses call `keep` at each change, and show what `bring_back` is given."""

    def __init__(self, kept: KeptMarks, setting: Setting) -> None:
        super().__init__(setting)
        self._kept = kept
        self._keeper = ProgressKeeper(self)
        self._touched = False

    def on_mount(self) -> None:
        """Bring back what was marked before."""
        super().on_mount()
        self.run_worker(self._bring_back(), group="bring-back")

    async def _bring_back(self) -> None:
        try:
            marks = await asyncio.to_thread(self._kept.load)
        except StorageError:
            return  # the lesson says it when it keeps where the learner is
        if marks is not None and self.is_attached and not self._touched:
            self.bring_back(marks)

    def bring_back(self, marks: Any) -> None:
        """Show `marks`, which an earlier view of this step kept."""

    def keep(self, marks: Any) -> None:
        """Keep `marks`, at once and in a thread."""
        self._touched = True
        self._keeper.keep(partial(self._kept.save, marks))

    def on_unmount(self) -> None:
        """Keep what is not kept yet: the learner may leave at any moment."""
        self._keeper.finish()
