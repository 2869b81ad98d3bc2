def folder = new File(basedir, 'target/generated-sources/conv/com/example')
for (name in ['Down', 'Up']) {
  def text = new File(folder, name + '.java').text
  assert ['Plain', 'Vector128', 'Vector256', 'Vector512'].every { text.contains("static final class $it extends ") }
}

def run(List<String> options) {
  def java = ProcessHandle.current().info().command().get()
  def command = [java] + options + ['-jar', new File(basedir, 'target/vectors-where-they-are-1.jar').path]
  def program = new ProcessBuilder(command).redirectErrorStream(true).start()
  def lines = program.inputStream.readLines().findAll { !it.startsWith('WARNING: ') }
  assert program.waitFor() == 0 : lines.join('\n')
  assert lines.size() == 4 : lines.join('\n')
  return lines
}

def plain = run([])
assert plain[0] == 'plain arrays' && plain[2] == 'plain arrays'
assert plain[1].endsWith(' true')

// As wide as this machine has them, and no wider than told.
def module = ['--add-modules', 'jdk.incubator.vector']
def preferred = run(module)
assert preferred[0] ==~ /vectors of (128|256|512) bits/
assert run(module + '-XX:MaxVectorSize=16')[0] == 'vectors of 128 bits'
for (options in [module, module + '-XX:MaxVectorSize=16', module + '-XX:MaxVectorSize=32']) {
  def lines = run(options)
  assert lines[2] == lines[0]
  assert [lines[1], lines[3]] == [plain[1], plain[3]]
}

// The classes need the runtime, the core of Java, and the module of the vectors, which is optional when they run.
def windows = System.getProperty('os.name').startsWith('Windows')
def jdeps = new File(System.getProperty('java.home'), windows ? 'bin/jdeps.exe' : 'bin/jdeps').path
def summary = new ProcessBuilder(jdeps, '-s', '--add-modules', 'jdk.incubator.vector', new File(basedir, 'target/classes').path)
    .redirectErrorStream(true).start().inputStream.readLines()
assert summary.collect { it.split(' -> ')[1] } as Set == ['java.base', 'jdk.incubator.vector', 'not found'] as Set
