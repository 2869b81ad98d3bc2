import java.util.jar.JarFile

def output = new File(basedir, 'target/generated-sources/conv')
['com/example/Wave.java', 'com/example/filters/Back.java', 'com/example/filters/Book.java'].each {
  assert new File(output, it).isFile()
}

// Maven lists there what the program needs at run time.
def jar = new File(basedir, 'target/runtime-alone-1.jar')
def needed = new JarFile(jar).withCloseable { it.manifest.mainAttributes.getValue('Class-Path').split(' ') }
assert needed.length == 1 && needed[0].contains('/convc-runtime-')

def java = ProcessHandle.current().info().command().get()
def program = new ProcessBuilder(java, '-jar', jar.path).redirectErrorStream(true).start()
def lines = program.inputStream.readLines()
assert lines == [
  '[19.0, 25.0, 37.0, 43.0]',
  '[0.0, 0.0, 1.0, 0.0, 4.0, 6.0, 4.0, 12.0, 9.0]',
  '[0.0, 0.0, 3.0, 5.0, 3.0, 1.0, 0.0, 0.0]'
]
assert program.waitFor() == 0

// No reflection, and no compiler: the classes name their own, those of the runtime, and a few of the core of Java.
def windows = System.getProperty('os.name').startsWith('Windows')
def jdeps = new File(System.getProperty('java.home'), windows ? 'bin/jdeps.exe' : 'bin/jdeps').path
def runtime = new File(basedir, 'target').toPath().resolve(needed[0]).normalize().toString()
def classes = new File(basedir, 'target/classes').path
def listing = new ProcessBuilder(jdeps, '-verbose:class', '-filter:none', '-cp', runtime, classes).redirectErrorStream(true).start()
def used = listing.inputStream.readLines().findAll { it.startsWith('   ') }.collect { it.split(' -> ')[1].split(' ')[0] } as Set
assert used.contains('org.convc.runtime.ConvLayer')
def core = ['java.io.PrintStream', 'java.lang.Math', 'java.lang.Object', 'java.lang.String', 'java.lang.System', 'java.util.Arrays']
assert used.findAll { !it.startsWith('com.example.') && !it.startsWith('org.convc.runtime.') && !(it in core) }.empty
