"""協働事業 as it is registered: with whom, in which 形態, who does and pays what, and what became of it.

Attributes that only one 形態 has are ``extra``; the terms of ``collaboration_forms`` name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.core.fields import (
    Address,
    Choice,
    Choices,
    Count,
    Email,
    EraDate,
    FiscalYear,
    Flag,
    Furigana,
    Name,
    Phone,
    PostalCode,
    Privacy,
    RecordId,
    Reference,
    Text,
    Yen,
)
from kyodo_desktop.database.base import Line, Record, attribute, table_inside
from kyodo_desktop.database.events import EventLine
from kyodo_desktop.database.steps import StepLine

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Mapped


class Project(Record):
    """協働事業."""

    __tablename__ = "projects"
    __label__ = "事業"

    reference: Mapped[str] = attribute(
        Reference("整理番号", group="事業", aliases=("台帳番号", "事業番号", "No", "番号"), listed=True), unique=True
    )
    name: Mapped[str] = attribute(
        Name(
            "事業名",
            required=True,
            group="事業",
            aliases=("事業の名称", "名称", "行事名", "協定名", "件名", "委託業務名", "催事名"),
            privacy=Privacy.PUBLIC,
            width=60,
            listed=True,
        )
    )
    furigana: Mapped[str | None] = attribute(Furigana("ふりがな", group="事業", aliases=("フリガナ",)))
    form: Mapped[str] = attribute(
        Choice(
            "協働の形態",
            taxonomy="collaboration_forms",
            required=True,
            group="事業",
            aliases=("形態", "区分", "種別"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
        index=True,
    )
    domain: Mapped[str | None] = attribute(
        Choice(
            "協働の領域",
            taxonomy="collaboration_domains",
            group="事業",
            aliases=("領域",),
            privacy=Privacy.PUBLIC,
        )
    )
    fiscal_year: Mapped[int] = attribute(
        FiscalYear(
            "年度",
            required=True,
            group="事業",
            aliases=("実施年度", "会計年度"),
            privacy=Privacy.PUBLIC,
            help="令和8年度、R8、2026 のように入力します。",
        ),
        index=True,
    )
    department: Mapped[str | None] = attribute(
        Text(
            "担当課",
            group="事業",
            aliases=("所管課", "主管課", "課名"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            width=30,
        )
    )
    organization: Mapped[str | None] = attribute(
        Name(
            "相手方",
            group="相手方",
            aliases=("団体名", "主催者", "協働相手", "相手方団体", "受託者", "申請団体", "協定締結先"),
            privacy=Privacy.PUBLIC,
            suggested=True,
            listed=True,
            width=45,
            help="登録団体は、名前か登録番号を入力すると選べます。",
        )
    )
    organization_id: Mapped[int | None] = attribute(RecordId("登録団体", of="organizations"), index=True)
    representative_title: Mapped[str | None] = attribute(
        Text("代表者の役職", group="相手方", aliases=("役職", "職名"), width=20)
    )
    representative: Mapped[str | None] = attribute(
        Name("代表者氏名", group="相手方", aliases=("代表者", "代表者名"), width=30)
    )
    postal_code: Mapped[str | None] = attribute(PostalCode("郵便番号", group="相手方", aliases=("〒",)))
    address: Mapped[str | None] = attribute(
        Address("所在地", postal_code="postal_code", group="相手方", aliases=("住所", "相手方住所"))
    )
    phone: Mapped[str | None] = attribute(Phone("電話番号", group="相手方", aliases=("電話", "TEL", "連絡先")))
    email: Mapped[str | None] = attribute(Email("電子メール", group="相手方", aliases=("メールアドレス",)))
    contact: Mapped[str | None] = attribute(Name("担当者氏名", group="相手方", aliases=("担当者", "連絡担当者")))
    purpose: Mapped[str | None] = attribute(
        Text("目的", lines=3, group="内容", aliases=("事業の目的",), privacy=Privacy.PUBLIC, width=60)
    )
    activities: Mapped[str | None] = attribute(
        Text(
            "内容",
            lines=4,
            group="内容",
            aliases=("事業内容", "事業の内容", "事業概要", "概要"),
            privacy=Privacy.PUBLIC,
            width=70,
        )
    )
    from_on: Mapped[dt.date | None] = attribute(
        EraDate("開始日", group="内容", aliases=("開催日", "実施日", "期間の始め", "締結日"), privacy=Privacy.PUBLIC)
    )
    until_on: Mapped[dt.date | None] = attribute(
        EraDate("終了日", group="内容", aliases=("期間の終わり", "満了日", "有効期限"), privacy=Privacy.PUBLIC),
        index=True,
    )
    place: Mapped[str | None] = attribute(
        Text("場所", group="内容", aliases=("会場", "実施場所", "開催場所"), privacy=Privacy.PUBLIC, width=40)
    )
    audience: Mapped[str | None] = attribute(
        Text("対象", group="内容", aliases=("対象者", "参加対象"), privacy=Privacy.PUBLIC, width=30)
    )
    participants: Mapped[int | None] = attribute(
        Count("参加予定人数", unit="名", group="内容", aliases=("参加人数", "参加見込", "定員"), privacy=Privacy.PUBLIC)
    )
    participants_actual: Mapped[int | None] = attribute(
        Count("参加実績人数", unit="名", group="内容", aliases=("参加者数", "来場者数"), privacy=Privacy.PUBLIC)
    )
    our_role: Mapped[str | None] = attribute(
        Text("行政の役割", lines=2, group="協働の約束", aliases=("市の役割", "町の役割"), privacy=Privacy.PUBLIC)
    )
    their_role: Mapped[str | None] = attribute(
        Text("相手方の役割", lines=2, group="協働の約束", aliases=("団体の役割",), privacy=Privacy.PUBLIC)
    )
    cost_sharing: Mapped[str | None] = attribute(
        Text("経費の負担", lines=2, group="協働の約束", aliases=("経費負担",), privacy=Privacy.PUBLIC)
    )
    responsibility: Mapped[str | None] = attribute(
        Text("責任の所在", lines=2, group="協働の約束", aliases=("責任",), privacy=Privacy.PUBLIC)
    )
    communication: Mapped[str | None] = attribute(
        Text("連絡体制", lines=2, group="協働の約束", aliases=("連絡・協議の方法",), privacy=Privacy.PUBLIC)
    )
    information_sharing: Mapped[str | None] = attribute(
        Text("情報共有・公開の方法", lines=2, group="協働の約束", aliases=("情報共有",), privacy=Privacy.PUBLIC)
    )
    principles: Mapped[tuple[str, ...] | None] = attribute(
        Choices(
            "確認した原則",
            taxonomy="principles",
            group="協働の約束",
            privacy=Privacy.PUBLIC,
            help="相手方と話し合って確かめた原則に印を付けます。",
        )
    )
    policy: Mapped[str | None] = attribute(
        Choice("推進計画の方針", taxonomy="policies", group="協働の約束", privacy=Privacy.PUBLIC)
    )
    budget: Mapped[int | None] = attribute(
        Yen("事業費", group="経費", aliases=("総事業費", "事業費総額", "予算額"), privacy=Privacy.PUBLIC)
    )
    our_share: Mapped[int | None] = attribute(
        Yen("行政の負担額", group="経費", aliases=("市負担額", "負担金", "補助金額"), privacy=Privacy.PUBLIC)
    )
    their_share: Mapped[int | None] = attribute(
        Yen("相手方の負担額", group="経費", aliases=("団体負担額",), privacy=Privacy.PUBLIC)
    )
    name_use: Mapped[str | None] = attribute(
        Text(
            "名義の使用",
            group="後援・共催",
            extra=True,
            aliases=("使用名義",),
            help="例：ポスター、チラシ、ホームページ",
        )
    )
    admission_fee: Mapped[str | None] = attribute(
        Text("入場料・参加費", group="後援・共催", extra=True, aliases=("参加費", "入場料"))
    )
    previous_approval: Mapped[str | None] = attribute(
        Text("前回の承認", group="後援・共催", extra=True, derived=True, help="同じ相手方の前の承認から調べます。")
    )
    waived_documents: Mapped[bool | None] = attribute(
        Flag(
            "書類の省略",
            yes="省略できる",
            no="必要",
            group="後援・共催",
            extra=True,
            derived=True,
            help="前回の承認から決められた年数のうちは、団体の書類を省略できます。",
        )
    )
    agreement_kind: Mapped[str | None] = attribute(
        Choice("協定の種類", taxonomy="agreement_kinds", group="協定", extra=True, aliases=("協定種別",))
    )
    automatic_renewal: Mapped[bool | None] = attribute(
        Flag("自動更新", group="協定", extra=True, help="満了の申出がないときに更新される協定です。")
    )
    renewal_years: Mapped[int | None] = attribute(Count("更新の年数", unit="年", group="協定", extra=True, most=99))
    specification: Mapped[str | None] = attribute(
        Text("仕様の概要", lines=3, group="委託", extra=True, aliases=("仕様", "業務内容"))
    )
    contract_method: Mapped[str | None] = attribute(
        Choice("契約の方法", taxonomy="contract_methods", group="委託", extra=True, aliases=("契約方法",))
    )
    inspector: Mapped[str | None] = attribute(Name("検査員", group="委託", extra=True, searchable=False))
    inspection_result: Mapped[str | None] = attribute(Text("検査の結果", group="委託", extra=True))
    chair: Mapped[str | None] = attribute(Name("委員長・会長", group="実行委員会・委員", extra=True))
    secretariat: Mapped[str | None] = attribute(Text("事務局", group="実行委員会・委員", extra=True))
    accounting: Mapped[str | None] = attribute(
        Text("会計の取扱い", lines=2, group="実行委員会・委員", extra=True, help="会計担当、監査、残額の扱いなど")
    )
    committee_size: Mapped[int | None] = attribute(
        Count("委員数", unit="名", group="実行委員会・委員", extra=True, aliases=("委員の数",))
    )
    term_until_on: Mapped[dt.date | None] = attribute(
        EraDate("任期の満了日", group="実行委員会・委員", extra=True, aliases=("任期",))
    )
    received_on: Mapped[dt.date | None] = attribute(
        EraDate("受付日", group="手続", aliases=("申請日", "受理日", "受付年月日", "申請年月日"))
    )
    days_before: Mapped[int | None] = attribute(
        Count(
            "実施日までの日数",
            unit="日",
            group="手続",
            derived=True,
            least=-9999,
            help="受付日から開始日までの日数です。",
        )
    )
    state: Mapped[str | None] = attribute(
        Choice("状態", taxonomy="states", group="手続", derived=True, privacy=Privacy.PUBLIC, listed=True), index=True
    )
    due_what: Mapped[str | None] = attribute(Text("次の期限", group="手続", derived=True, width=30))
    due_on: Mapped[dt.date | None] = attribute(EraDate("期限の日", group="手続", derived=True, listed=True), index=True)
    approved_on: Mapped[dt.date | None] = attribute(
        EraDate(
            "承認・締結日",
            group="手続",
            derived=True,
            imported=True,
            aliases=("承認日", "決定日", "締結年月日", "契約日"),
        )
    )
    approval_number: Mapped[str | None] = attribute(
        Text("承認・契約番号", group="手続", derived=True, imported=True, aliases=("承認番号", "契約番号", "指令番号"))
    )
    contract_amount: Mapped[int | None] = attribute(
        Yen(
            "契約・負担の額",
            group="手続",
            derived=True,
            imported=True,
            aliases=("契約金額", "委託料"),
            privacy=Privacy.PUBLIC,
        )
    )
    paid_amount: Mapped[int | None] = attribute(
        Yen("支払済額", group="手続", derived=True, imported=True, privacy=Privacy.PUBLIC)
    )
    reported_on: Mapped[dt.date | None] = attribute(
        EraDate("報告受理日", group="手続", derived=True, imported=True, aliases=("実績報告日", "報告日"))
    )
    closed_on: Mapped[dt.date | None] = attribute(EraDate("完了日", group="手続", derived=True, imported=True))
    missing_items: Mapped[int | None] = attribute(
        Count(
            "未確認の事項", unit="件", group="手続", derived=True, help="この形態で確かめる事項のうち、空欄の数です。"
        ),
        index=True,
    )
    outcome: Mapped[str | None] = attribute(
        Text("成果・課題", lines=3, group="備考", aliases=("成果", "実績"), privacy=Privacy.PUBLIC, width=60)
    )
    notes: Mapped[str | None] = attribute(Text("備考", lines=3, group="備考", aliases=("摘要", "メモ"), width=50))

    partners: Mapped[list[Partner]] = table_inside("Partner")
    costs: Mapped[list[Cost]] = table_inside("Cost")
    documents: Mapped[list[ProjectDocument]] = table_inside("ProjectDocument")
    steps: Mapped[list[ProjectStep]] = table_inside("ProjectStep")
    events: Mapped[list[ProjectEvent]] = table_inside("ProjectEvent")


class Partner(Line):
    """協働の相手 beside the first, with what each does."""

    __tablename__ = "project_partners"
    __label__ = "協働の相手"
    __record__ = "projects"
    __after__ = "相手方"

    name: Mapped[str] = attribute(Name("名称", required=True, aliases=("団体名",)))
    kind: Mapped[str | None] = attribute(Choice("主体", taxonomy="organization_kinds", width=30))
    role: Mapped[str | None] = attribute(Text("役割", width=45))
    share: Mapped[int | None] = attribute(Yen("負担額"))


class Cost(Line):
    """経費: what is paid for, how much, and by whom."""

    __tablename__ = "project_costs"
    __label__ = "経費の内訳"
    __record__ = "projects"
    __after__ = "経費"

    item: Mapped[str] = attribute(Text("項目", required=True, width=40))
    amount: Mapped[int | None] = attribute(Yen("金額"))
    bearer: Mapped[str | None] = attribute(Text("負担する者", width=30))
    note: Mapped[str | None] = attribute(Text("摘要", width=35))


class ProjectDocument(Line):
    """書類: which paper came when."""

    __tablename__ = "project_documents"
    __label__ = "書類"
    __record__ = "projects"
    __after__ = "手続"

    kind: Mapped[str] = attribute(Choice("書類", taxonomy="project_documents", required=True, width=40))
    received_on: Mapped[dt.date | None] = attribute(EraDate("受理日", aliases=("提出日",)))
    note: Mapped[str | None] = attribute(Text("摘要", width=40))


class ProjectStep(StepLine):
    """手続: what was done with the project when, by whom, under which number."""

    __tablename__ = "project_steps"
    __record__ = "projects"


class ProjectEvent(EventLine):
    """経過: what a person writes down about the project."""

    __tablename__ = "project_events"
    __record__ = "projects"
