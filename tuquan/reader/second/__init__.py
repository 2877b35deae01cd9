"""An optional second reader: a language model behind an OpenAI-compatible address that the office itself runs.

Off unless an address is given. It is shown only what may be kept (restricted figures, identity numbers, phones and
names blanked), it may name only numbers that stand in the text, and it decides nothing: where it agrees a finding is
surer, where it does not the finding is less so, and what it alone saw is doubtful.
"""

from tuquan.reader.second.agreeing import agree, by_both
from tuquan.reader.second.asking import Answered, ask
from tuquan.reader.second.endpoint import Endpoint, EndpointInvalid, SecondReaderSilent

__all__ = ["Answered", "Endpoint", "EndpointInvalid", "SecondReaderSilent", "agree", "ask", "by_both"]
