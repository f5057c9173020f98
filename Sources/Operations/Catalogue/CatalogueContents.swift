/// What the system can do today, in the order in which help lists it.
extension Catalogue {
  /// Every operation.
  public static let all = Catalogue(
    entries: installation + accounts + signIns + jobs + audit + registry + editions + forms + eligibility + inputs
      + lists
      + panels + sheets + ballots + publicity + namings + books + bank + studios + grants)

  private static let installation = [
    local(Initialise.self, effect: .writes), local(Check.self, effect: .reads),
    local(DatabaseCopy.self, effect: .reads), local(Backup.self, effect: .writes),
    local(Restore.self, effect: .writes), local(Serve.self, effect: .writes), pure(OperationList.self),
    local(KeyRotate.self, effect: .writes), local(KeyList.self, effect: .reads), local(KeyRetire.self, effect: .writes),
    pure(SampleEditionOperation.self),
  ]

  private static let accounts = [
    writes(ActorCreate.self), reads(ActorList.self), writes(ActorDisable.self), writes(ActorEnable.self),
    writes(RoleGrant.self), writes(RoleRevoke.self), writes(RoleConfirm.self), reads(RolePending.self),
    writes(ActorBind.self), writes(ActorRelease.self),
  ]

  private static let signIns = [
    staged(SessionStart.self), writes(SessionEnd.self), reads(SessionList.self), writes(SessionEndAll.self),
    staged(PasswordSet.self), staged(PasswordReset.self),
    staged(TotpEnrol.self), writes(TotpConfirm.self), writes(TotpRemove.self),
    writes(TokenCreate.self), reads(TokenList.self), writes(TokenRevoke.self),
    staged(RegistrationSubmit.self), reads(RegistrationList.self), writes(RegistrationConfirm.self),
    writes(RegistrationRefuse.self),
  ]

  private static let jobs = [reads(JobList.self), reads(JobShow.self), writes(JobCancel.self)]

  private static let audit = [reads(AuditList.self), reads(AuditVerify.self), reads(AuditAnchor.self)]

  private static let registry = [
    writes(EmployerImport.self), reads(EmployerList.self), writes(UnitImport.self), reads(UnitList.self),
    writes(ExpertImport.self), reads(ExpertList.self), writes(PersonRegister.self), reads(PersonList.self),
    writes(PersonReveal.self), writes(PersonErase.self), writes(PersonConfirmErasure.self), reads(ErasureList.self),
    local(ErasureReapply.self, effect: .writes), writes(CraftsmanEnter.self), writes(CraftsmanChange.self),
    reads(CraftsmanList.self),
    reads(CraftsmanShow.self), writes(TitleAdd.self), writes(SkillRecord.self),
  ]

  private static let editions = [
    pure(EditionCompute.self), pure(EditionVerify.self), pure(EditionExplain.self), pure(EditionSensitivity.self),
    pure(BallotsCount.self),
    writes(EditionCreate.self), writes(EditionChangeRules.self), writes(EditionOpen.self), writes(EditionAdvance.self),
    reads(EditionList.self), reads(EditionShow.self), writes(EditionNaming.self), reads(EditionExport.self),
  ]

  private static let forms = [
    writes(FormStart.self), writes(FormSave.self), writes(FormAttach.self), writes(FormDetach.self),
    writes(FormConfirm.self), writes(FormConsent.self), writes(FormRevokeConsent.self), reads(FormCheck.self),
    writes(FormSubmit.self), writes(FormEndorse.self), writes(FormReturn.self), writes(FormWithdraw.self),
    reads(FormShow.self), writes(FormReveal.self), reads(FormListing.self),
  ]

  private static let studios = [
    writes(StudioOpen.self), writes(StudioChange.self), writes(StudioRecord.self), writes(StudioEventRecord.self),
    writes(StudioDecide.self), reads(StudioList.self), reads(StudioShow.self),
  ]

  private static let grants = [
    writes(GrantAmountsSet.self), writes(GrantAmountsConfirm.self), reads(GrantList.self), reads(GrantShow.self),
    writes(GrantApply.self), writes(GrantAccountChange.self), writes(GrantDecide.self), writes(GrantReveal.self),
    writes(GrantBook.self), writes(GrantTakeBackStep.self), reads(GrantCalendar.self), writes(MatchingSubmit.self),
    writes(MatchingConfirm.self),
    writes(MatchingReject.self), writes(MatchingWithdraw.self), writes(ExpenseEnter.self), writes(ExpenseChange.self),
    writes(ExpenseSubmit.self), writes(ExpenseApprove.self), writes(ExpenseReturn.self), writes(ExpenseReverse.self),
    writes(GrantClose.self), writes(GrantPublish.self), reads(GrantRegister.self), reads(GrantReport.self),
    reads(BooksLevels.self), writes(FindingDetect.self), reads(FindingList.self), writes(FindingAnswer.self),
    writes(FindingJudge.self), writes(GrantInspect.self), writes(GrantConclude.self), writes(GrantImport.self),
    writes(GrantConfirmImport.self), writes(AwardRecord.self), writes(AwardConfirm.self), reads(AwardList.self),
  ]

  private static let inputs = [
    writes(NominationImport.self), reads(NominationList.self), reads(NominationExplain.self),
    writes(ReviewImport.self), writes(PanelImport.self), writes(RecusalImport.self), writes(ScoreImport.self),
    writes(VoteImport.self), writes(DecisionImport.self), reads(EvidenceList.self),
    local(EvidenceExtract.self, effect: .writes),
  ]

  private static let lists = [
    writes(ListCompute.self), writes(ListSubmit.self), writes(ListConfirm.self), writes(ListReturn.self),
    reads(ListShow.self),
  ]

  private static let namings = [
    reads(NominationShow.self), reads(NamingList.self), writes(NamingRevoke.self), writes(CertificateIssue.self),
    writes(CertificateReplace.self), reads(CertificateList.self), reads(TaishanList.self),
    writes(TaishanRecord.self),
  ]

  private static let sheets = [
    writes(ReviewerImport.self), writes(ReviewerAppoint.self), reads(ReviewerList.self),
    writes(RubricSet.self), reads(RubricShow.self),
    writes(ReviewSave.self), writes(ReviewSubmit.self), writes(ReviewReopen.self), writes(ReviewLock.self),
    reads(ReviewList.self), reads(ReviewShow.self), reads(ReviewProgress.self),
    writes(SheetSave.self), writes(SheetSubmit.self), writes(SheetReopen.self), writes(SheetLock.self),
    reads(SheetList.self), reads(SheetShow.self), reads(SheetProgress.self),
  ]

  private static let ballots = [
    staged(BallotsImport.self), writes(BallotsVoid.self), staged(BallotsRecount.self), reads(BallotsShow.self),
    writes(BallotsTally.self), local(BallotsReport.self, effect: .writes),
  ]

  private static let publicity = [
    writes(DecisionRecord.self), reads(DecisionList.self),
    writes(DeedRecord.self), writes(DeedImport.self), writes(DeedApprove.self), reads(DeedList.self),
    writes(PublicityOpen.self), reads(PublicityShow.self), reads(PublicityExport.self),
    writes(ObjectionReceive.self), writes(ObjectionAssign.self), writes(ObjectionInvestigate.self),
    writes(ObjectionDecide.self), reads(ObjectionList.self), reads(ObjectionShow.self), writes(ObjectionReveal.self),
    local(ObjectionExtract.self, effect: .writes),
    writes(InspectionRecord.self), reads(InspectionList.self),
  ]

  private static let panels = [
    writes(MentorshipImport.self), reads(MentorshipList.self), writes(DrawCommit.self), writes(DrawPerform.self),
    reads(DrawShow.self), reads(ConflictDetect.self), writes(ConflictRule.self), writes(RecusalDeclare.self),
    reads(RecusalList.self), pure(PanelPlan.self), writes(PanelAssign.self), writes(PanelSupplement.self),
    reads(PanelShow.self),
  ]

  private static let eligibility = [
    writes(DateSet.self), writes(DateExtend.self), reads(DateList.self),
    writes(QuotaImport.self), reads(QuotaList.self),
    writes(ForwardSubmit.self), writes(ForwardPromote.self), reads(ForwardShow.self),
    reads(EligibilityCheckOperation.self), writes(EligibilityJudge.self), writes(EligibilityDecide.self),
    writes(EligibilitySettle.self), reads(EligibilityShow.self), writes(EligibilitySwitch.self),
    reads(StructureShow.self), writes(VetoImport.self), reads(VetoList.self),
    writes(PastImport.self), reads(PastList.self),
  ]

  private static let books = [
    writes(LedgerOpen.self), writes(LedgerChange.self), reads(LedgerList.self),
    reads(AccountList.self), writes(AccountAdd.self),
    writes(OpeningImport.self), writes(OpeningConvert.self),
    writes(VoucherEnter.self), writes(VoucherImport.self), reads(VoucherList.self), reads(VoucherShow.self),
    writes(VoucherCash.self), writes(VoucherCashListed.self), writes(VoucherReview.self),
    writes(VoucherReviewListed.self), writes(VoucherPost.self), writes(VoucherPostAll.self), writes(VoucherVoid.self),
    writes(VoucherReverse.self),
    writes(MonthClose.self), writes(MonthReopen.self), writes(MonthConfirmReopening.self), reads(MonthList.self),
    writes(YearClose.self),
    reads(BooksBalance.self), reads(BooksAccount.self), reads(BooksProject.self), reads(BooksSheet.self),
    reads(BooksIncome.self), reads(BooksExpense.self), reads(BooksCheck.self), reads(BooksExport.self),
  ]

  private static let bank = [
    writes(BankOpen.self), writes(BankChange.self), reads(BankList.self),
    writes(BankImport.self), writes(BankVoid.self), reads(BankStatements.self),
    writes(BankMatch.self), reads(BankMatched.self), writes(BankPair.self), writes(BankUnpair.self),
    writes(BankExplain.self), reads(BankUnmatched.self), reads(BankReconciling.self), reads(BankExport.self),
  ]
}
