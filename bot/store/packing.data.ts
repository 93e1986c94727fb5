/**
 * What sealed JSON is likely to hold, for `pack`; what is likeliest comes last, where it is cheapest to point at. Whatever was packed
 * can only be read with the very same text: it must never change, however old some of its words become. Another one is another FORMAT of seal.ts.
 */
const RARE =
  'legacy15 looks_fake private_use long_without_dot separator single_char mistyped overwrite region_unlisted virtual seq000 early_data draft_expired ' +
  'nothing_to_cancel withdraw_consent credit_record not_a_name incomplete_name region_province birth_invalid birth_future birth_too_old checksum sample_number ' +
  'landline service_number not_mainland looks_like_id phone_number first_char multiple_at local_part too_long foreign_permanent_resident other_document ' +
  'hmt_residence_permit underage lookup.not_found lookup.throttled invalid.wechatId. invalid.email. invalid.phone. invalid.name. invalid.idNumber. warn.password ' +
  'warn.code warn.bankCard example.name example.idNumber example.contact missed.1 missed.2 missed.3 refuse.underage questions.sure. questions.confirmValue. questions.guide. ' +
  'acts.complain acts.fraud_report acts.bot_question acts.thanks acts.not_an_answer answers.credit_limit answers.repayment answers.overdue answers.bank_card ' +
  'answers.account_identity answers.usage answers.close_service answers.merchant answers.suspended answers.out_of_scope answers.human answers.how_to_apply ' +
  'consent.vague consent.declined person.took person.says person.left human.now human.later data.view data.export correct_submitted resubmitted reminder welcome_back ' +
  '"attachment":{"name":"my-data.json","contentType":"application/json","content":"{\\n  \\"operator\\": ' +
  '"questions.checkAge.full" "questions.checkIdCard.full" "questions.checkDebitCard.full" "questions.checkPayScore.full" "questions.checkOverdue.full" ' +
  '"age_yes","age_no" "id_yes","id_no" "go_on","start_over" "right","wrong" "sure_yes","sure_no" change_name change_idNumber change_contact change_payScore change_debitCard ' +
  'change_overdue go_back topic_apply topic_eligibility topic_not_invited topic_application_status topic_fees export_data erase withdraw_consent back_to_bot next_step done not_found ' +
  'below_550 550_599 600_649 msteams emulator telegram @qq.com @163.com wechatId email ';

const ANSWERS =
  '"answers.eligibility" "answers.not_invited" "answers.application_status" "answers.fees" "answers.success_rate" "answers.apply" "ladder" "unclear" "got" "cancelled" "stopped" "restarted" "left" ' +
  '"questions.lobby.full" "questions.lobby.short" "questions.default.help" "questions.default.why" "questions.default.refused" "questions.wallet.short" "questions.expectation.short" "questions.consent.short" "questions.name.short" ' +
  '"questions.idConsent.short" "questions.idNumber.short" "questions.contact.phone.short" "questions.payScore.short" "questions.debitCard.short" "questions.overdue.short" "questions.summary.short" ' +
  '"questions.contact.wechatId.full" "questions.contact.email.full" "questions.handover.full" "questions.pickItem.full" "status.queued" "status.in_review" "status.draft" "status.none" "notice.queued" "notice.needs_info" "notice.approved" "notice.declined" "notice.withdrawn" ' +
  '开通分付 没看到 我了解，继续 同意 不同意 确认提交 没有逾期 已绑定 650分以上 人工 审核要多久 查进度 你好 ';

const APPLICATION =
  '{"no":"FF-20261","phrase":"松风·明月","data":{"name":"","idNumber":"110105199","contact":{"kind":"phone","value":"1380013"},"facts":{"payScore":"650_up","debitCard":"yes","overdue":"no"},"warnings":[],' +
  '"consents":[{"kind":"privacy","textVersion":"","at":17,"channel":"directline"},{"kind":"idNumber","textVersion":"","at":17,"channel":"directline"},{"kind":"handover","textVersion":"","at":17,"channel":"directline"}]},' +
  '"conversationKey":"dl-","channel":"directline","version":3,"status":"queued","createdAt":17,"updatedAt":17,"history":[{"version":1,"at":17,"by":"applicant","status":"queued"},' +
  '{"at":17,"by":"system","status":"in_review","version":2},{"at":17,"by":"reviewer","status":"approved","version":3},{"status":"declined","reason":"credit_record","status":"needs_info","item":"contact"}]}';

const STATE =
  '{"state":{"v":1,"question":"applied","context":{"greeted":true,"applying":false,"wallet":null,"guide":null,"acknowledgedAt":null,"consents":[],"draft":{"name":null,"idNumber":null,"contact":null,"facts":{},"warnings":{},"changed":[]},' +
  '"contactKind":"phone","unconfirmed":null,"before":null,"picking":false,"sure":null,"check":null,"checkedFacts":{},"proving":null,"returned":false,"personSince":null,"reminded":false,"attempts":0,"misses":0,"asked":1,"told":{"submitted":1,' +
  '"questions.applied.full":1,"notice.in_review":1},"application":{"no":"FF-20261","phrase":"","version":1,"status":"in_review","createdAt":17,"updatedAt":17,"history":[],"masked":{"name":"**","idNumber":"尾号","contact":"138****"}},' +
  '"announced":2,"reopened":null,"offered":["check_status","my_data","withdraw","human"],"lastAt":17}},' +
  '{"greeted":true,"applying":true,"wallet":"not_seen","guide":null,"acknowledgedAt":17,"warnings":{"name":[],"idNumber":[],"contact":[]},"attempts":0,"misses":0,"asked":1,"told":{"questions.wallet.full":1,"questions.expectation.full":1,"questions.consent.full":1,' +
  '"questions.name.full":1,"questions.idConsent.full":1,"questions.idNumber.full":1,"questions.contact.phone.full":1,"questions.payScore.full":1,"questions.debitCard.full":1,"questions.overdue.full":1,"questions.summary.full":1},';

/** Turns in the order in which most applicants take them. */
const TURNS =
  '"page":{"first":1,"turns":[{"at":17,"replies":[{"key":"greeting","params":{},"variant":0,"choices":["apply","conditions","check_status","how_invited","human"]}],"wording":"' +
  '"},{"at":17,"user":{"type":"message","fields":{"userId":"dl_","channelData":{"clientActivityID":"","clientTimestamp":"2026-"}},"text":"你好"},"replies":[{"key":"greeting","variant":0},' +
  '{"key":"acts.greet","params":{},"variant":0,"choices":["apply","self_check","conditions","check_status","human"]}],"wording":"' +
  '"text":"开通分付"},"replies":[{"key":"questions.wallet.full","params":{},"variant":0,"choices":["not_seen","seen"]}],"wording":"' +
  '"text":"没看到"},"replies":[{"key":"questions.expectation.full","params":{},"variant":0,"choices":["understood","stop"]}],"wording":"' +
  '"text":"我了解，继续"},"replies":[{"key":"questions.consent.full","params":{},"variant":0,"choices":["agree","disagree","policy"]}],"wording":"' +
  '"text":"同意"},"replies":[{"key":"questions.name.full","params":{},"variant":0}],"wording":"' +
  '"text":"张**"},"replies":[{"key":"questions.idConsent.full","params":{},"variant":0,"choices":["agree","disagree","why"]}],"wording":"' +
  '"text":"同意"},"replies":[{"key":"questions.idNumber.full","params":{},"variant":0}],"wording":"' +
  '"text":"****0000"},"replies":[{"key":"questions.contact.phone.full","params":{},"variant":0,"choices":["use_wechatId","use_email"]}],"wording":"' +
  '"text":"138****5123"},"replies":[{"key":"questions.payScore.full","params":{},"variant":0,"choices":["score_650_up","score_600_649","score_550_599","score_below_550","score_unsure"]}],"wording":"' +
  '"text":"650分以上"},"replies":[{"key":"questions.debitCard.full","params":{},"variant":0,"choices":["card_yes","card_no","card_unsure"]}],"wording":"' +
  '"text":"已绑定"},"replies":[{"key":"questions.overdue.full","params":{},"variant":0,"choices":["overdue_no","overdue_yes","overdue_unsure"]}],"wording":"' +
  '"text":"没有逾期"},"replies":[{"key":"questions.summary.full","params":{"name":"**","idNumber":"尾号","contact":"138****","payScore":"650_up","debitCard":"yes","overdue":"no","nameChanged":"no","idNumberChanged":"no",' +
  '"contactChanged":"no","payScoreChanged":"no","debitCardChanged":"no","overdueChanged":"no"},"variant":0,"choices":["submit","change","cancel"]}],"wording":"' +
  '"text":"确认提交"},"replies":[{"key":"submitted","params":{"no":"FF-20261","phrase":"松风·明月"},"variant":0},{"key":"questions.applied.full","params":{"no":"FF-20261","status":"queued"},"variant":0,"choices":["check_status","my_data","withdraw","human"]}],"wording":"' +
  '"replies":[{"key":"notice.in_review","params":{"no":"FF-20261","phrase":"","status":"in_review"},"variant":0,"choices":["check_status","my_data","withdraw","human"]}],"wording":"' +
  '"}]},"channel":"directline","handoff":{"id":"handoff-dl-","conversationKey":"dl-","channel":"directline","status":"waiting","askedAt":17,"since":17,"summary":{"state":"lobby","item":"name","applicationNo":"FF-20261"}}}';

export const DICTIONARY = RARE + ANSWERS + APPLICATION + STATE + TURNS;
