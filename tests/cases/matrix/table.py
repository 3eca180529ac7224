"""Who may do what, as the statutes say it: one row a step, one column a role. Written from them, not from the code.

A cell has two signs: the first counts while the member's federation holds the case, the second while the national
office does.

    y  the step is offered; other rules may still close it, with their sentence
    x  it is this person's step, and closed for no other reason than who holds the case (409)
    ~  this person's step if the other body held the case: it moved (409)
    .  not this person's step, whatever is typed (403)

From a state that no row of a step names, who has any sign but «.» is told that the case stands elsewhere (409); all
others hear nothing but 403.

States: R reported, I in review, H hearing, D deliberation, W warned, S suspended, P probation, A under appeal,
C closed.
"""

STATES = {
    "R": "reported",
    "I": "in_review",
    "H": "hearing",
    "D": "deliberation",
    "W": "warned",
    "S": "suspended",
    "P": "probation",
    "A": "under_appeal",
    "C": "closed",
}
ROLES = {
    "mem": "member of the same federation",
    "rep": "reporter",
    "off": "officer of every body who reported",
    "con": "person concerned",
    "cou": "counsel",
    "leg": "who represents the person concerned, a minor",
    "exa": "examiner of the federation",
    "dec": "decider of the federation",
    "oth": "decider of another federation",
    "nat": "national officer",
    "sea": "panellist who sits",
    "pan": "panellist who does not sit",
    "pri": "privacy officer",
    "sup": "superuser",
    "rec": "officer of every body who stepped aside",
    "wri": "officer of every body who wrote down what somebody reported",
    "gon": "decider who left office",
    "clk": "clock",
}
STEPS = """
step                   from       mem rep off con cou leg exa dec oth nat sea pan pri sup rec wri gon clk

open_review            R          ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
close_without_sanction RID        ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
join_case              RI         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
transfer               RI         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~x  ..  ..  ..  ..  ..  ..  ..  ..
refer_to_national      R          ..  ..  ..  ..  ..  ..  y~  y~  ..  yx  ..  ..  ..  ..  ..  ..  ..  yy
refer_to_national      ID         ..  ..  ..  ..  ..  ..  y~  y~  ..  yx  ..  ..  ..  ..  ..  ..  ..  yx
refer_to_national      H          ..  ..  ..  ..  ..  ..  ..  ..  ..  yx  ..  ..  ..  ..  ..  ..  ..  yx
return_to_federation   I          ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
notify_grievances      ID         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
close_hearing          H          ..  ..  ..  yy  yy  yy  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  yy
warn                   D          ..  ..  ..  ..  ..  ..  ..  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
suspend                D          ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
end_measure            WSP        ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
lift_measure           WSP        ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
revoke_sursis          P          ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
appeal                 WSPC       ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
withdraw_appeal        A          ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
decide_appeal          A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..
lapse                  IHD        ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  xy
lapse                  A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
reopen                 C          ..  yx  yx  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..

identify_author        RI         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
name_representative    RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
assess_report          C          ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
claim                  RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
release                RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
assign                 RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
take_in                RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
note                   RIHDWSPAC  ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
add_evidence           RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
redact                 RID        ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
inform                 RI         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  yy
defer_information      RI         ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
ask_for_details        RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
request_removal        RIHD       ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
order_workshop         IDWSP      ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
confirm_attendance     RIHDWSPAC  ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
post_letters           RIHDWSPAC  ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
record_service         RIHDWSPAC  ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
offer_slots            H          ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
record_minutes         H          ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
answer_recusal         RIHDWSP    ..  ..  ..  ..  ..  ..  y~  y~  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
answer_recusal         A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  yy  ..  ..  ..  ..  ..  ..
answer_disowning       IHD        ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
restrict_case          RIHDWSPA   ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
name_witness           RIHDWSPA   ..  ..  ..  ..  ..  ..  y~  y~  ..  ~y  ..  ..  ..  ..  ..  ..  ..  ..
declare_recusal        RIHDWSPA   ..  ..  ..  ..  ..  ..  y~  y~  ..  yy  yy  yy  yy  ..  ..  ..  ..  ..

propose                IHD        ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
propose                WSP        ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
refuse_proposal        IHDWSP     ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
send_back_proposal     IHDWSP     ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
withdraw_proposal      IHDWSP     ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
impose_interim         IHD        ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
renew_interim          IHD        ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
refuse_to_lift         IHDWSP     ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
lift_interim           IHD        ..  ..  ..  ..  ..  ..  ..  ..  ..  xy  ..  ..  ..  ..  ..  ..  ..  ..
waive_time_bar         RI         ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
extend_limit           RIHD       ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
ask_identity           RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
answer_identity        RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  yy  ..  ..  ..  ..  ..
restrict_reporting     RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
answer_restriction     RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
answer_danger          RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
reread                 C          ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
ask_evidence_file      RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
answer_evidence_file   RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
hold_for_law           RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..
lift_hold              RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..

attach_statement       RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
restrict_processing    C          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..

seat                   A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  yy  ..  ..  ..  ..  ..  ..
stay_effect            A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  yy
propose_result         A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..
agree                  A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..
set_aside_result       A          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..

open_letter            RIHDWSPAC  ..  ..  ..  yy  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
reply                  H          ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
ask_hearing            H          ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
pick_slot              H          ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
postpone_hearing       H          ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
name_counsel           IHD        ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
request_recusal        RIHDWSPA   ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
ask_to_lift            IHDWSP     ..  ..  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
disown_account         IHD        ..  ..  ..  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
answer_inquiry         RIHDWSPAC  ..  yy  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
withdraw_report        RIHDWSPAC  ..  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
contest_restriction    RIHDWSPAC  ..  yy  yy  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..
attach_report          RIHDWSPAC  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  yy  ..

remind                 RIHDWSPAC  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
pass_on_recusal        RIHDWSPA   ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
return_claim           RIHD       ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
end_interim            IHDWSP     ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
draw_for_rereading     C          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
restrict               C          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
anonymise              C          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
forget_reporters       C          ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  ..  yy
"""

# What of a case a role may read. `content`: the page with the file; `header`: reference, state, holder and effect;
# `own`: the side of the person concerned; `report`: one's own report; `-`: no page says that the case exists.
# Once informed means: from the first letter on, and never before.
READING = """
role  not-yet-informed          once-informed            under-appeal
      federation  national      federation  national     federation  national

mem   -           -             -           -            -           -
rep   report      report        report      report       report      report
off   report      report        report      report       report      report
con   -           -             own         own          own         own
cou   -           -             own         own          own         own
leg   -           -             own         own          own         own
exa   content     header        content     header       content     header
dec   content     header        content     header       content     header
oth   -           -             -           -            -           -
nat   content     content       content     content      content     content
sea   -           -             -           -            content     content
pan   -           -             -           -            header      header
pri   -           -             -           -            -           -
sup   -           -             -           -            -           -
rec   -           -             -           -            -           -
wri   -           -             -           -            -           -
gon   -           -             -           -            -           -
"""
