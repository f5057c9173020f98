import Primitives

/// The kinds of files that belong to a nomination form (form 12.5).
public enum AttachmentKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 照片.
  case photo
  /// 身份证复印件.
  case idCopy = "id_copy"
  /// 技能等级证书.
  case skillCertificate = "skill_certificate"
  /// 职称证书.
  case titleCertificate = "title_certificate"
  /// 荣誉证书.
  case honourCertificate = "honour_certificate"
  /// 成果、专利证明.
  case resultProof = "result_proof"
  /// 公示材料.
  case publicityProof = "publicity_proof"
  /// 单位守法合规证明.
  case complianceStatement = "compliance_statement"
  /// 短视频.
  case video
  /// 劳动合同.
  case contract
  /// 一线岗位证明.
  case postStatement = "post_statement"
  /// 其他.
  case other

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .photo: Bilingual("照片", "photo")
    case .idCopy: Bilingual("身份证复印件", "copy of the identity card")
    case .skillCertificate: Bilingual("技能等级证书", "skill certificate")
    case .titleCertificate: Bilingual("职称证书", "title certificate")
    case .honourCertificate: Bilingual("荣誉证书", "honour certificate")
    case .resultProof: Bilingual("成果、专利证明", "proof of a result")
    case .publicityProof: Bilingual("公示材料", "proof of publicity")
    case .complianceStatement: Bilingual("单位守法合规证明", "unit's compliance statement")
    case .video: Bilingual("短视频", "video")
    case .contract: Bilingual("劳动合同", "employment contract")
    case .postStatement: Bilingual("一线岗位证明", "front-line post statement")
    case .other: Bilingual("其他", "other")
    }
  }

  /// The most bytes of a file of this kind.
  public var limitBytes: Int {
    switch self {
    case .photo: 2 << 20
    case .video: 64 << 20
    default: 16 << 20
    }
  }

  /// Passes if a file may be attached as this kind: not empty, not too large, a photo really a JPEG or PNG.
  ///
  /// - Throws: a ``Refusal``.
  public func check(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { throw Self.empty }
    guard bytes.count <= limitBytes else { throw tooLarge }
    guard self != .photo || Self.pictures.contains(where: bytes.starts) else { throw Self.notAPicture }
  }

  /// How files of JPEG and of PNG begin.
  private static let pictures: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]

  private static let empty = FormRefusals.make(
    "form.empty-file", FormRefusals.form, Bilingual("文件是空的", "the file is empty"),
    Bilingual("核对后重新提供文件", "check the file and give it again"))

  private static let notAPicture = FormRefusals.make(
    "form.photo-format", FormRefusals.form, Bilingual("照片不是 JPG 或 PNG 文件", "the photo is neither a JPEG nor a PNG"),
    Bilingual("另存为 JPG 或 PNG 后重新提供", "save it as one of them and give it again"))

  private var tooLarge: Refusal {
    let size = limitBytes >> 20
    return FormRefusals.make(
      "form.file-too-large", FormRefusals.form,
      Bilingual("“\(displayName.zh)”超过 \(size) MB", "the \(displayName.en) is larger than \(size) MB"),
      Bilingual("压缩后重新提供", "make it smaller and give it again"))
  }
}
