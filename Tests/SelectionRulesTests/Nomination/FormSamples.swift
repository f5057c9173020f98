import Primitives
import SelectionRules

/// A form in which everything is filled in, of an invented man.
enum FormSamples {
  static let citizenID = "370102198503070018"
  static let long = String(repeating: "字", count: 100)

  static let complete = NominationForm(
    texts: [
      .name: "样本·甲子", .sex: "male", .ethnicity: "han", .citizenID: citizenID, .political: "masses",
      .education: "technical_school", .employer: "示例单位", .creditCode: "91370100MA3T123411", .ownership: "private",
      .industry: "C", .city: "3701", .post: "焊工", .careerStart: "2003-07", .isFrontline: "yes", .inService: "yes",
      .isLeadingCadre: "no", .skillGrade: "technician", .title: "intermediate", .mobile: "13900000001",
      .address: "示例市示例路1号", .spirit: long, .craft: long, .leading: long, .contribution: long,
      .deeds: String(repeating: "字", count: 500), .declaration: "2026-05-10",
    ],
    honours: [NominationForm.Honour(date: "2020", body: "示例市", title: "示例奖", level: "市级")],
    results: [NominationForm.WorkResult(kind: "专利", number: "样例1", date: "2021-03", rank: "1")],
    coNominators: (1...3).map {
      NominationForm.CoNominator(name: "样本·乙\($0)", unit: "示例单位\($0)", phone: "1380000000\($0)")
    })

  static let attachments: Set<AttachmentKind> = [
    .photo, .idCopy, .skillCertificate, .titleCertificate, .honourCertificate, .resultProof, .contract,
    .postStatement, .complianceStatement,
  ]

  static var parts: FormCompleteness.Parts {
    FormCompleteness.Parts(
      attachments: attachments, consents: [.processing, .publication],
      confirmed: Set(complete.coNominators.map(\.identity)))
  }
}
