/**
 * Words that stored records are likely to hold, for coding.ts; the first 128 take one byte, as many more two. What was written names them by their
 * place: none may ever be added, changed, moved or removed. Another list is another FORMAT of seal.ts.
 */
export const WORDS: readonly string[] = (
  'key variant at user params replies wording type message fields text choices name activityId answersInResponse id emulator ' +
  'check_status human channel questions.wallet.full not_seen idNumber userId channelData clientActivityID contact ' +
  'questions.expectation.full agree disagree apply self_check conditions facts warnings state v question context greeted draft ' +
  'changed asked told lastAt page first turns policy questions.consent.full acts.greet offered greeting seen 你好 answers.fees wallet ' +
  'applying no questions.consent.short ref channelId serviceUrl conversation locale zh-CN 开通分付 understood stop directline 没看到 kind ' +
  'acknowledgedAt questions.name.full 我了解，继续 textVersion my_data withdraw phrase 分付的利息怎么算 同意 consents privacy status consent ' +
  'version status.queued questions.idNumber.full questions.idConsent.full questions.contact.phone.full queued card_yes card_no ' +
  'card_unsure questions.payScore.full questions.lobby.full payScore lobby questions.debitCard.full 审核要多久 createdAt updatedAt ' +
  'history expectation debitCard 650_up other submitted questions.applied.full use_wechatId use_email by answers.application_status ' +
  'questions.debitCard.short why score_650_up score_600_649 score_550_599 score_below_550 score_unsure answers.repayment phone ' +
  'value applied application masked overdue yes in_review 进度怎么样了 650分以上 questions.overdue.full notice.queued overdue_no overdue_yes ' +
  'overdue_unsure reason item 分付怎么还款 已绑定 questions.summary.full submit change cancel notice.in_review idConsent system 利息怎么算 没有逾期 ' +
  'nameChanged idNumberChanged contactChanged payScoreChanged debitCardChanged overdueChanged announced data conversationKey 确认提交 ' +
  'summary answers.credit_limit applicant reviewer withdrawn needs_info approved declined erased credit_record handoff askedAt ' +
  'since waiting owned applicationNo clientTimestamp role bot isGroup conversationType tenantId email wechatId handover attachment ' +
  'contentType content my-data.json application/json sent image file topic_apply guide contactKind unconfirmed before picking sure ' +
  'check checkedFacts proving returned personSince reminded attempts misses reopened person returning proof checkAge checkIdCard ' +
  'checkDebitCard checkPayScore checkOverdue confirmValue pickItem questions.lobby.short questions.person.short ' +
  'questions.returning.short questions.proof.short questions.checkAge.short questions.checkIdCard.short ' +
  'questions.checkDebitCard.short questions.checkPayScore.short questions.checkOverdue.short questions.applied.short ' +
  'questions.wallet.short questions.guide.short questions.expectation.short questions.name.short questions.idConsent.short ' +
  'questions.idNumber.short questions.contact.short questions.handover.short questions.payScore.short questions.overdue.short ' +
  'questions.confirmValue.short questions.summary.short questions.pickItem.short questions.sure.short how_invited help next_step ' +
  'not_found done use_phone right wrong change_name change_idNumber change_contact change_payScore change_debitCard change_overdue ' +
  'go_back sure_yes sure_no withdraw_consent erase export_data age_yes age_no id_yes id_no go_on start_over back_to_bot ' +
  'topic_how_to_apply topic_eligibility topic_not_invited topic_application_status topic_suspended topic_credit_limit ' +
  'topic_repayment topic_fees topic_overdue topic_bank_card topic_account_identity topic_usage topic_close_service topic_merchant ' +
  'topic_human topic_out_of_scope cancelled stopped restarted nothing_to_cancel nothing_back later later_idle guide_done ' +
  'draft_expired early_data early_data_idle reminder welcome_back left got correct correct_submitted correct_none withdraw.done ' +
  'withdraw_consent.done human.now human.later person.took person.says person.left person.back person.here data.export check.good ' +
  'check.result check.end check.later check.overdue check.debitCard check.payScore check.unsure lookup.not_found lookup.throttled ' +
  'resubmitted taken data.view masked.idNumber ladder unclear consent.notice consent.vague consent.declined consent.withdrawn ' +
  'consent.none idConsent.declined handover.declined questions.default.help questions.default.why questions.default.refused ' +
  'answers.success_rate questions.lobby.help questions.person.help questions.returning.full questions.returning.help ' +
  'questions.proof.full questions.proof.help questions.checkAge.full questions.checkAge.help questions.checkIdCard.full ' +
  'questions.checkIdCard.help questions.checkDebitCard.full questions.checkDebitCard.help questions.checkPayScore.full ' +
  'questions.checkPayScore.help questions.checkOverdue.full questions.checkOverdue.help questions.applied.help ' +
  'questions.wallet.help questions.guide.0.full questions.guide.1.full questions.guide.2.full questions.guide.help ' +
  'questions.expectation.help questions.consent.help questions.name.help questions.idConsent.help questions.idNumber.help ' +
  'questions.contact.wechatId.full questions.contact.email.full questions.contact.help questions.handover.full ' +
  'questions.handover.help questions.payScore.help questions.debitCard.help questions.overdue.help ' +
  'questions.confirmValue.single_char.full questions.confirmValue.separator.full questions.confirmValue.long_without_dot.full ' +
  'questions.confirmValue.long.full questions.confirmValue.private_use.full questions.confirmValue.looks_fake.full ' +
  'questions.confirmValue.legacy15.full questions.confirmValue.mistyped.full questions.confirmValue.overwrite.full ' +
  'questions.confirmValue.help questions.summary.help questions.pickItem.full questions.pickItem.help questions.sure.cancel.full ' +
  'questions.sure.restart.full questions.sure.erase.full questions.sure.withdraw.full questions.sure.withdraw_consent.full ' +
  'questions.sure.help consentText.privacy consentText.idNumber consentText.handover notice.needs_info notice.approved ' +
  'notice.declined notice.withdrawn status.in_review status.needs_info status.approved status.declined status.withdrawn ' +
  'status.draft status.none refuse.foreign_permanent_resident refuse.other_document refuse.hmt_residence_permit refuse.underage ' +
  'ineligible.minor ineligible.minor_asked ineligible.foreigner ineligible.foreigner_asked ineligible.no_id ineligible.no_id_asked ' +
  'warn.password warn.code warn.bankCard warn.cvv warn.paymentCode warn.maybePaymentCode example.name example.idNumber ' +
  'example.contact missed.1 missed.2 missed.3 sent.image sent.audio sent.video sent.file sent.empty sent.too_long acts.thanks ' +
  'acts.bye acts.complain acts.fraud_report acts.bot_question acts.student acts.third_party acts.send_photo acts.not_an_answer ' +
  'acts.noted acts.denied answers.apply answers.how_to_apply answers.eligibility answers.not_invited answers.suspended ' +
  'answers.overdue answers.bank_card answers.account_identity answers.usage answers.close_service answers.merchant answers.human ' +
  'answers.out_of_scope invalid.name.empty invalid.name.masked invalid.name.not_a_name invalid.name.incomplete_name ' +
  'invalid.name.digits invalid.name.latin invalid.name.charset invalid.name.too_long invalid.idNumber.empty invalid.idNumber.masked ' +
  'invalid.idNumber.bank_card invalid.idNumber.length invalid.idNumber.charset invalid.idNumber.repeated ' +
  'invalid.idNumber.region_province invalid.idNumber.birth_invalid invalid.idNumber.birth_future invalid.idNumber.birth_too_old ' +
  'invalid.idNumber.checksum invalid.idNumber.sample_number invalid.phone.empty invalid.phone.masked invalid.phone.charset ' +
  'invalid.phone.length invalid.phone.segment invalid.phone.landline invalid.phone.service_number invalid.phone.not_mainland ' +
  'invalid.phone.multiple invalid.phone.extension invalid.phone.looks_like_id invalid.wechatId.empty invalid.wechatId.masked ' +
  'invalid.wechatId.same_as_phone invalid.wechatId.phone_number invalid.wechatId.charset invalid.wechatId.first_char ' +
  'invalid.wechatId.length invalid.email.empty invalid.email.masked invalid.email.mistyped invalid.email.space invalid.email.no_at ' +
  'invalid.email.multiple_at invalid.email.charset invalid.email.local_part invalid.email.no_tld invalid.email.domain ' +
  'invalid.email.too_long'
).split(' ');
