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

// No reflection, and no compiler: the classes need this program's own, those of the runtime and the core of Java.
def jdeps = new File(System.getProperty('java.home'), System.getProperty('os.name').startsWith('Windows') ? 'bin/jdeps.exe' : 'bin/jdeps')
def runtime = new File(basedir, 'target').toPath().resolve(needed[0]).toFile()
def listing = new ProcessBuilder(jdeps.path, '-verbose:class', '-filter:none', '-cp', runtime.path, new File(basedir, 'target/classes').path)
    .redirectErrorStream(true).start().inputStream.readLines()
def used = listing.findAll { it =~ /^ {6}-> / }.collect { it.trim().split(/\s+/)[1] } as Set
assert used.contains('org.convc.runtime.ConvLayer')
def foreign = used.findAll { !(it ==~ /com\.example\..*|org\.convc\.runtime\..*|java\.lang\.[A-Z]\w*|java\.lang\.invoke\.StringConcatFactory|java\.lang\.invoke\.MethodHandles.*|java\.lang\.invoke\.MethodHandle|java\.lang\.invoke\.MethodType|java\.lang\.invoke\.CallSite|java\.io\.PrintStream|java\.util\.\w+/) }
assert foreign.empty
assert !used.contains('java.lang.Class')
