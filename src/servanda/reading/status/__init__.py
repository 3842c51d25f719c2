"""Where a matter stands, read from the words above it: a finite grammar of English verb chains.

The words from the root of the sentence down to the matter are read in order. Each takes the standing that its governor
left ("will", "requests", "failed to") and hands its own on. What has not become real stays so, whatever comes below it:
"plans to cancel X" is planned, "was cancelled as planned" is cancelled. Word lists lie in ``vocabulary/status.toml``.
"""

from servanda.reading.status.steps import Ruled
from servanda.reading.status.walking import deed_of, ruled

__all__ = ["Ruled", "deed_of", "ruled"]
