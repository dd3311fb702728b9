"""手続: the attributes of the steps that a record has taken, for the classes of their lines.

What the steps mean is told by :mod:`kyodo_desktop.core.lifecycle`. A line of steps declares each of these under the
same name in small letters.
"""

from kyodo_desktop.core.fields import EraDate, Name, Text, Yen
from kyodo_desktop.database.base import attribute

LABEL = "手続の経過"
STEP = attribute(Text("手続の記号", required=True, hidden=True))
WORDS = attribute(Text("手続", required=True, derived=True, width=30))
HAPPENED_ON = attribute(EraDate("年月日", required=True, derived=True))
PERSON = attribute(Name("担当者", derived=True, searchable=False, width=20))
DOCUMENT_NUMBER = attribute(Text("文書番号", derived=True, width=28))
AMOUNT = attribute(Yen("金額", derived=True))
DUE_ON = attribute(EraDate("期限", derived=True))
NOTE = attribute(Text("内容", derived=True, width=40))
TAKEN_BACK_ON = attribute(EraDate("取消年月日", derived=True))
TAKEN_BACK_REASON = attribute(Text("取消の理由", derived=True, width=30))
