/// Who may call which operation: the one table from which permission is decided and documented.
///
/// The administrator looks after accounts and sees no scores, tallies or people; the auditor reads and changes nothing.
enum AccessTable {
  /// Reading the registry and editions.
  private static let readers: [Role] = [.officeOperator, .secondConfirmer, .qualificationReviewer, .auditor]
  /// Reading nomination forms, each within the units that the actor acts for.
  private static let formReaders: [Role] = [.nominatingClerk, .unionClerk] + readers
  /// Whether the installation is sound.
  private static let keepers: [Role] = [.administrator, .officeOperator, .secondConfirmer, .auditor]

  /// Who looks after sheets: states at any time, scores after the lock.
  private static let sheetObservers = SheetDesk.observers

  static let table: [String: Access] = [
    "init": .anyone,
    "check": .roles(keepers),
    "operation list": .anyone,
    "database copy": .roles([.administrator]),
    "sample edition": .anyone,
    "edition compute": .anyone,
    "edition verify": .anyone,
    "edition explain": .anyone,
    "edition sensitivity": .anyone,

    "actor create": .roles([.administrator]),
    "actor list": .roles([.administrator, .auditor]),
    "actor disable": .roles([.administrator]),
    "actor enable": .roles([.administrator]),
    "role grant": .roles([.administrator]),
    "role revoke": .roles([.administrator]),
    "actor bind": .roles([.administrator]),
    "actor release": .roles([.administrator]),

    "audit list": .roles([.administrator, .auditor]),
    "audit verify": .roles(keepers),
    "audit anchor": .roles(keepers),

    "evidence list": .roles(readers),
    "evidence extract": .roles([.qualificationReviewer]),

    "employer import": .roles([.officeOperator]),
    "employer list": .roles(readers),
    "unit import": .roles([.officeOperator]),
    "unit list": .roles(readers),
    "expert import": .roles([.officeOperator]),
    "expert list": .roles(readers),
    "person register": .roles([.officeOperator, .qualificationReviewer]),
    "person list": .roles(readers),
    "person reveal": .roles([.qualificationReviewer]),
    "craftsman enter": .roles([.officeOperator]),
    "craftsman change": .roles([.officeOperator]),
    "craftsman list": .roles(readers),
    "craftsman show": .roles(readers),
    "title add": .roles([.officeOperator]),
    "skill record": .roles([.officeOperator]),

    "edition create": .roles([.officeOperator]),
    "edition rules": .roles([.officeOperator]),
    "edition open": .roles([.secondConfirmer]),
    "edition advance": .roles([.officeOperator]),
    "edition list": .roles(readers),
    "edition show": .roles(readers),
    "edition name": .roles([.secondConfirmer]),
    "edition export": .roles([.officeOperator, .secondConfirmer, .auditor]),

    "form start": .roles([.nominatingClerk, .officeOperator]),
    "form save": .roles([.nominatingClerk, .officeOperator]),
    "form attach": .roles([.nominatingClerk, .officeOperator]),
    "form detach": .roles([.nominatingClerk, .officeOperator]),
    "form confirm": .roles([.nominatingClerk, .officeOperator]),
    "form consent": .roles([.nominatingClerk, .officeOperator]),
    "form revoke-consent": .roles([.nominatingClerk, .officeOperator]),
    "form check": .roles(formReaders),
    "form submit": .roles([.nominatingClerk, .officeOperator]),
    "form endorse": .roles([.unionClerk, .officeOperator]),
    "form return": .roles([.unionClerk, .officeOperator]),
    "form withdraw": .roles([.nominatingClerk, .officeOperator]),
    "form show": .roles(formReaders),
    "form reveal": .roles([.qualificationReviewer, .nominatingClerk]),
    "form list": .roles(formReaders),

    "nomination import": .roles([.officeOperator]),
    "nomination list": .roles(readers),
    "nomination explain": .roles([.officeOperator, .secondConfirmer, .auditor]),
    "review import": .roles([.officeOperator]),
    "panel import": .roles([.officeOperator]),
    "recusal import": .roles([.officeOperator]),
    "score import": .roles([.officeOperator]),
    "vote import": .roles([.officeOperator]),
    "decision import": .roles([.officeOperator]),

    "list compute": .roles([.officeOperator]),
    "list submit": .roles([.officeOperator]),
    "list confirm": .roles([.secondConfirmer]),
    "list return": .roles([.secondConfirmer]),
    "list show": .roles([.officeOperator, .secondConfirmer, .auditor]),

    "nomination show": .roles([.officeOperator, .secondConfirmer, .auditor]),
    "naming list": .roles(readers),
    "naming revoke": .roles([.secondConfirmer]),
    "certificate issue": .roles([.secondConfirmer]),
    "certificate replace": .roles([.secondConfirmer]),
    "certificate list": .roles(readers),
    "taishan list": .roles(readers),
    "taishan record": .roles([.officeOperator]),
    "reviewer import": .roles([.officeOperator]),
    "reviewer appoint": .roles([.officeOperator]),
    "reviewer list": .roles(sheetObservers),
    "rubric set": .roles([.officeOperator]),
    "rubric show": .roles([.preliminaryReviewer] + sheetObservers),
    "review save": .roles([.preliminaryReviewer]),
    "review submit": .roles([.preliminaryReviewer]),
    "review reopen": .roles([.committeeHead, .officeOperator]),
    "review lock": .roles([.officeOperator]),
    "review list": .roles([.preliminaryReviewer] + sheetObservers),
    "review show": .roles([.preliminaryReviewer] + sheetObservers),
    "review progress": .roles(sheetObservers),
    "sheet save": .roles([.expert]),
    "sheet submit": .roles([.expert]),
    "sheet reopen": .roles([.committeeHead]),
    "sheet lock": .roles([.committeeHead]),
    "sheet list": .roles([.expert] + sheetObservers),
    "sheet show": .roles([.expert] + sheetObservers),
    "sheet progress": .roles(sheetObservers),
    "decision record": .roles([.officeOperator]),
    "decision list": .roles([.officeOperator, .secondConfirmer, .auditor]),
    "deed record": .roles([.officeOperator]),
    "deed import": .roles([.officeOperator]),
    "deed approve": .roles([.secondConfirmer]),
    "deed list": .roles(readers),
    "publicity open": .roles([.officeOperator]),
    "publicity show": .roles(readers),
    "publicity export": .roles(readers),
    "objection receive": .roles([.officeOperator, .objectionHandler]),
    "objection assign": .roles([.officeOperator]),
    "objection investigate": .roles([.objectionHandler]),
    "objection decide": .roles([.objectionHandler]),
    "objection list": .roles([.objectionHandler] + readers),
    "objection show": .roles([.objectionHandler] + readers),
    "objection reveal": .roles([.objectionHandler]),
    "objection extract": .roles([.objectionHandler]),
    "inspection record": .roles([.officeOperator]),
    "inspection list": .roles(readers),
  ]

  /// Who may call an operation. One that the table does not name may be called by nobody.
  static func access(to operation: String) -> Access { table[operation] ?? .roles([]) }
}
