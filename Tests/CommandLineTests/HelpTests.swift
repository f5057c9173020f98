import Testing

@testable import CommandLine

@Suite struct HelpTests {
  @Test("the help of an operation in Chinese")
  func chinese() {
    #expect(
      Run("edition compute --help").output == """
        用法：qilu edition compute FOLDER [NOTE] --output FOLDER [--format FORMAT] [--top COUNT] [--dry-run] [--field NAME]...

        计算一届结果

        参数：
          FOLDER  数据包文件夹
          NOTE    备注；可省略

        选项：
          --output FOLDER  结果写入何处；必填
          --format FORMAT  结果的格式；可选值：csv、json
          --top COUNT      前几名；整数
          --dry-run        只试算
          --field NAME     要输出的列；可给多个

        谁可以调用    任何人
        何处可以调用  只在本机命令行
        数据库        不用数据库

        退出码：
           0  完成
           1  被规则拒绝，或结果有差异
           2  命令用法不对
           3  没有所指的对象
           4  操作人没有权限
           5  磁盘或数据库出错，或结果没能写出
          70  程序内部错误

        通用选项见 qilu --help。

        """)
  }

  @Test("the help of an operation in English, by whichever way it is asked for")
  func english() {
    let help = """
      Usage: qilu edition sensitivity FOLDER...

      who enters and leaves

      Arguments:
        FOLDER  packages; may be repeated

      Who may call it  anyone
      Where            on all doors
      The database     does not use it

      Exit codes:
         0  done
         1  refused by a rule, or something differs
         2  the command is malformed
         3  what was named does not exist
         4  the actor may not do it
         5  the disk or the database failed, or the answer was not written
        70  the program is at fault

      qilu --help lists the options of every command.

      """
    #expect(Run("edition sensitivity -h --lang en").output == help)
    #expect(Run("--lang=en help edition sensitivity").output == help)
  }

  @Test("the help of a thing lists its verbs")
  func thing() {
    #expect(
      Run("edition --help --lang en").output == """
        Usage: qilu edition VERB [arguments] [options]

        edition
          compute      compute an edition
          verify       compare the results
          explain      explain a result
          sensitivity  who enters and leaves

        qilu edition VERB --help explains a command.

        """)
  }

  @Test("the overview groups the commands by thing and names every global option and exit code")
  func overview() {
    let output = Run("").output
    #expect(output.contains("\nedition\n  compute      计算一届结果\n"))
    #expect(output.contains("\n  init        建立系统\n"))
    for option in GlobalOption.allCases { #expect(output.contains("\n  \(option.flag) ")) }
    for code in ExitCode.allCases { #expect(output.contains(" \(code.rawValue)  \(code.meaning.zh)\n")) }
    #expect(output.contains("（环境变量 QILU_DATABASE）"))
  }
}
