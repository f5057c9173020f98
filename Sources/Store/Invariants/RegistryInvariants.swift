/// What always holds of the registry.
enum RegistryInvariants {
  static let all = [
    Invariant(
      "unit.one-province", "R-001", "只有一个省总工会", "there is at most one province",
      """
      SELECT code FROM union_unit WHERE tier = 'province'
      AND (SELECT count(*) FROM union_unit p WHERE p.tier = 'province') > 1
      """),
    Invariant(
      "unit.parent-tier", "R-001", "工会的上级层级正确", "the unit above has the right tier",
      """
      SELECT u.code FROM union_unit u JOIN union_unit p ON p.id = u.parent_id
      WHERE (u.tier IN ('city', 'industrial', 'large_enterprise') AND p.tier <> 'province')
      OR (u.tier = 'county' AND p.tier <> 'city') OR p.tier = 'base'
      """),
    Invariant(
      "unit.orphan", "R-001", "省以下的工会都有上级", "every unit below the province has one above",
      """
      SELECT code FROM union_unit WHERE tier <> 'province' AND (parent_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM union_unit p WHERE p.id = union_unit.parent_id))
      """),
    Invariant(
      "unit.base-employer", "R-004", "基层工会对应一个用人单位，其他工会没有", "a base union has an employer, no other unit has one",
      "SELECT code FROM union_unit WHERE (tier = 'base') <> (employer_id IS NOT NULL)"),
    Invariant(
      "person.unsealed", "R-818", "身份号码加密并注明算法", "a citizen ID is sealed and names its algorithms",
      """
      SELECT id FROM person WHERE length(citizen_id_sealed) < 40 OR length(citizen_id_algorithm) = 0
      OR length(citizen_id_hash) <> 32 OR length(citizen_id_hash_algorithm) = 0
      """),
    Invariant(
      "person.half-erased", "SM-17", "已删除的人都有经两人确定的删除记录，反之亦然",
      "a person is erased exactly where an erasure was decided",
      """
      SELECT id FROM person WHERE (length(data_key) = 0) <> (EXISTS (
        SELECT 1 FROM erasure e WHERE e.person_id = person.id AND e.state = 'DONE'))
      """),
    Invariant(
      "erasure.one-person", "SM-19", "提出删除的人不确认删除", "who asks for an erasure does not confirm it",
      """
      SELECT id FROM erasure WHERE origin = 'request' AND state = 'DONE'
      AND (settled_by IS NULL OR settled_by = requested_by)
      """),
    Invariant(
      "evidence.key-of-open", "R-818", "只有加密的证据才有密钥", "only a sealed file of evidence has a key",
      """
      SELECT digest FROM evidence_key WHERE NOT EXISTS (
        SELECT 1 FROM evidence e WHERE e.digest = evidence_key.digest AND e.is_sealed = 1)
      """),
    Invariant(
      "craftsman.history-differs", "SM-15", "工匠的状态与其最后一次变更一致", "a craftsman's state is that of the last change",
      """
      SELECT person_id FROM craftsman WHERE NOT EXISTS (
        SELECT 1 FROM craftsman_state s WHERE s.person_id = craftsman.person_id AND s.to_state = craftsman.state
        AND NOT EXISTS (SELECT 1 FROM craftsman_state n WHERE n.person_id = s.person_id AND n.id > s.id))
      """),
    Invariant(
      "title.without-naming", "R-202", "已登记的齐鲁工匠称号都有命名文件", "a Qilu title names its document",
      "SELECT person_id FROM title WHERE length(document) = 0"),
  ]
}
