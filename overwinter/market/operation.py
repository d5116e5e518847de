"""What market offers to the rest of the house."""

from overwinter.market.asked import MarketAnswers, MarketAsks
from overwinter.market.measures import MarketMeasures
from overwinter.market.pages.offers import QualityAgenda, QualityCalendar
from overwinter.market.pages.panels import MarketPanels, MarketWaits
from overwinter.market.permissions import MARKET_READER
from overwinter.market.records import CONTINUITY_PLANS, RISKS, SUPPORT_ANSWERS
from overwinter.market.reporting import MarketReport
from overwinter.operations.api import Entry, Operation
from overwinter.providers.api import PROVIDER_EDITOR

OPERATION = Operation(
    name="market",
    panels=(MarketPanels(),),
    waits=(MarketWaits(),),
    asks=(MarketAsks(),),
    answers=MarketAnswers(),
    measures=(MarketMeasures(),),
    agenda=(QualityAgenda(),),
    calendar=(QualityCalendar(),),
    reports=(MarketReport(),),
    records=(SUPPORT_ANSWERS, CONTINUITY_PLANS, RISKS),
    navigation=(Entry("Quality", "market:quality", workers=PROVIDER_EDITOR, order=50, others=MARKET_READER),),
)
