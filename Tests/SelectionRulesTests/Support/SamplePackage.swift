/// A small lawful package whose lines tests damage one by one.
enum SamplePackage {
  static let rules = """
    {"edition": "2031",
     "caps": {"candidate": 5, "nominee": 4, "named": 3, "great": 1},
     "dimensionWeights": {"spirit": "0.25", "craft": "0.25", "leading": "0.25", "contribution": "0.25"},
     "panel": {"minimumSheets": 2, "trimFrom": 5},
     "vote": {"enabled": true, "method": "rank", "channelWeights": {"web": "0.5"}},
     "composite": {"expert": "0.80", "public": "0.20"},
     "floors": {"named": "10.5"}}
    """

  static var package: MemoryPackage {
    var package = MemoryPackage()
    package["rules.json"] = rules
    package["nominations.csv"] = """
      nomination,name,employer_credit_code,region,channel,qualification,reason
      N01,甲,C1,3701,unit,qualified,
      N02,乙,,3702,self,qualified,ignored
      N03,丙,C2,3703,joint,unqualified,retired

      """
    package["preliminary.csv"] = "nomination,reviewer,score\nN01,R1,80\nN01,R2,90.5\nN02,R1,70.25\n"
    package["experts.csv"] = "expert,name,employer_credit_code\nE1,丁,C1\nE2,戊,\nE3,己,C9\n"
    package["recusals.csv"] = "expert,nomination,kind\nE2,N01,kinship\n"
    package["scores.csv"] = """
      expert,nomination,spirit,craft,leading,contribution
      E1,N01,80,80,80,80
      E2,N02,70,70,70,70
      E3,N02,75,75,75,75

      """
    package["votes.csv"] = "nomination,channel,votes\nN01,web,10\nN02,web,20\n"
    package["decisions.csv"] = """
      stage,nomination,decision,position,document,reason
      candidate,N01,order,1,D1,vote
      candidate,N02,order,2,D1,vote

      """
    return package
  }
}
