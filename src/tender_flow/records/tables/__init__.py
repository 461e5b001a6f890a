"""The tables, one module per subject. SQLModel objects never leave `records`: rows do, as dicts.

Every table but the journal's is a projection: each of its rows follows from journal entries,
and `verify` rebuilds them. Sealed columns are marked in `Column.info["sealed"]`.
"""

from tender_flow.records.tables.award import (
    BidCheck,
    Decision,
    EvaluationResult,
    Notification,
    Report,
    Standing,
    Standstill,
)
from tender_flow.records.tables.calendar import AnnouncedHoliday
from tender_flow.records.tables.case import (
    AuthorityKey,
    Definition,
    Delay,
    Document,
    Lot,
    Move,
    Notice,
    Person,
    PlanBaseline,
    PlanTask,
    Procurement,
    Suspension,
)
from tender_flow.records.tables.challenges import Challenge, DecisionWithdrawal, Reevaluation
from tender_flow.records.tables.considered import (
    ChecklistAnswer,
    Consideration,
    Dispatch,
    DispatchRecipient,
    Provider,
)
from tender_flow.records.tables.direct import DirectAward
from tender_flow.records.tables.draws import TieDraw, TieDrawPlace, TieDrawWitness
from tender_flow.records.tables.governance import (
    BodyDecision,
    DecisionCall,
    DecisionMatter,
    MatterContract,
    MatterNotice,
    RuleBook,
    Waiver,
)
from tender_flow.records.tables.irregular import Irregularity, LowPriceDay
from tender_flow.records.tables.journal import Artefact, ChainHead, JournalEntry, SealedValue
from tender_flow.records.tables.lot_offers import DiscountLot, DiscountOffer, TenderScope
from tender_flow.records.tables.marking import (
    AgreedMark,
    Assent,
    Attendance,
    Mark,
    Meeting,
    Round,
    Slip,
)
from tender_flow.records.tables.panel import Assignment, Declaration, Member, Pack, PackReturn
from tender_flow.records.tables.planning import PlanPaper
from tender_flow.records.tables.premarket import (
    ConsultationComment,
    EngagementAttendance,
    EngagementEvent,
    EngagementItem,
)
from tender_flow.records.tables.pricing import PriceCorrection, PriceLine, PriceOffer
from tender_flow.records.tables.registers import (
    Communication,
    Lesson,
    LessonAdoption,
    LessonAnswer,
    LessonSurvey,
    Risk,
    RiskReview,
)
from tender_flow.records.tables.shortlists import StagePlace
from tender_flow.records.tables.statutory import (
    ConflictsReview,
    ExclusionCheck,
    NoticeStatement,
    PublishedNotice,
)
from tender_flow.records.tables.targets import TargetFigure
from tender_flow.records.tables.tenders import (
    Answer,
    Bid,
    Interview,
    Partner,
    Price,
    PriceEnvelope,
    Query,
    RequirementCheck,
    Supplier,
    Tender,
    TenderFile,
)
from tender_flow.records.tables.visits import PackRelease, PartnerChange, SiteVisit

__all__ = [
    "AgreedMark",
    "AnnouncedHoliday",
    "Answer",
    "Artefact",
    "Assent",
    "Assignment",
    "Attendance",
    "AuthorityKey",
    "Bid",
    "BidCheck",
    "BodyDecision",
    "ChainHead",
    "Challenge",
    "ChecklistAnswer",
    "Communication",
    "ConflictsReview",
    "Consideration",
    "ConsultationComment",
    "Decision",
    "DecisionCall",
    "DecisionMatter",
    "DecisionWithdrawal",
    "Declaration",
    "Definition",
    "Delay",
    "DirectAward",
    "DiscountLot",
    "DiscountOffer",
    "Dispatch",
    "DispatchRecipient",
    "Document",
    "EngagementAttendance",
    "EngagementEvent",
    "EngagementItem",
    "EvaluationResult",
    "ExclusionCheck",
    "Interview",
    "Irregularity",
    "JournalEntry",
    "Lesson",
    "LessonAdoption",
    "LessonAnswer",
    "LessonSurvey",
    "Lot",
    "LowPriceDay",
    "Mark",
    "MatterContract",
    "MatterNotice",
    "Meeting",
    "Member",
    "Move",
    "Notice",
    "NoticeStatement",
    "Notification",
    "Pack",
    "PackRelease",
    "PackReturn",
    "Partner",
    "PartnerChange",
    "Person",
    "PlanBaseline",
    "PlanPaper",
    "PlanTask",
    "Price",
    "PriceCorrection",
    "PriceEnvelope",
    "PriceLine",
    "PriceOffer",
    "Procurement",
    "Provider",
    "PublishedNotice",
    "Query",
    "Reevaluation",
    "Report",
    "RequirementCheck",
    "Risk",
    "RiskReview",
    "Round",
    "RuleBook",
    "SealedValue",
    "SiteVisit",
    "Slip",
    "StagePlace",
    "Standing",
    "Standstill",
    "Supplier",
    "Suspension",
    "TargetFigure",
    "Tender",
    "TenderFile",
    "TenderScope",
    "TieDraw",
    "TieDrawPlace",
    "TieDrawWitness",
    "Waiver",
]
