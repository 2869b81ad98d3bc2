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
