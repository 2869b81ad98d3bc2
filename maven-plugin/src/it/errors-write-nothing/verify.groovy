import org.convc.CompileOptions
import org.convc.Convc

def log = new File(basedir, 'build.log').text
def sources = new File(basedir, 'src/bad/conv')

['more.conv:6:11: error[CONV110]: ', 'more.conv:7:3: error[CONV061]: ', 'syntax.conv:4:14: error[CONV021]: '].each {
  assert log.contains("[ERROR] ${sources}${File.separator}${it}")
}
assert log.contains('3 errors in 2 .conv files; nothing was written')
assert log.contains("${new File(basedir, 'src/file/conv')}: not a folder")
assert !log.contains('\tat org.convc')

def output = new File(basedir, 'target/generated-sources/conv')
assert output.listFiles().findAll { it.name != '.convc' }*.name == ['com']
assert new File(output, 'com/example').list() as List == ['Blur.java']

def good = new File(basedir, 'src/good/conv/blur.conv').toPath()
def earlier = Convc.compile(good, 'blur.conv', CompileOptions.defaults()).source('Blur')
def untouched = new File(output, 'com/example/Blur.java').getText('UTF-8') == earlier
assert untouched
