"""実績・年表・事例 and the yearly report made of them."""

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import Slice, Tab

GUIDE = "reports"
"""The page of the user guide about them."""

FIGURES = Slice(
    name="figures",
    tab=Tab("figures", "実績", "figures", "kyodo_desktop.features.reports.ui.figures_page:build", GUIDE),
    service="kyodo_desktop.features.reports.service:FigureService",
    papers="kyodo_desktop.features.reports.documents:FIGURE_PAPERS",
    sheets="kyodo_desktop.features.reports.sheets:FIGURE_SHEETS",
    details=("measure", "fiscal_year"),
)

CHRONOLOGY = Slice(
    name="chronology",
    tab=Tab(
        "chronology", "年表", "chronology", "kyodo_desktop.features.reports.ui.register_pages:build_chronology", GUIDE
    ),
    service="kyodo_desktop.features.reports.service:ChronologyService",
    papers="kyodo_desktop.features.reports.documents:CHRONOLOGY_PAPERS",
    sheets="kyodo_desktop.features.reports.sheets:CHRONOLOGY_SHEETS",
    details=("when_words", "kind"),
    sort=Sort("when_key"),
)

CASES = Slice(
    name="cases",
    tab=Tab("cases", "事例", "case", "kyodo_desktop.features.reports.ui.register_pages:build_cases", GUIDE),
    service="kyodo_desktop.features.reports.service:CaseService",
    papers="kyodo_desktop.features.reports.documents:CASE_PAPERS",
    sheets="kyodo_desktop.features.reports.sheets:CASE_SHEETS",
    details=("pattern", "fiscal_year"),
    sort=Sort("fiscal_year", descending=True),
)

ANNUAL_REPORTS = Slice(
    name="annual_reports",
    tab=Tab("annual_reports", "年次報告", "report", "kyodo_desktop.features.reports.ui.report_page:build", GUIDE),
    service="kyodo_desktop.features.reports.service:AnnualReportService",
    papers="kyodo_desktop.features.reports.documents:REPORT_PAPERS",
    sheets="kyodo_desktop.features.reports.sheets:REPORT_SHEETS",
    details=("fiscal_year",),
)

SLICES = (FIGURES, CHRONOLOGY, CASES, ANNUAL_REPORTS)
