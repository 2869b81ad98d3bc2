def log = new File(basedir, 'build.log').text
def sources = new File(basedir, 'src/bad/conv')

['more.conv:6:11', 'more.conv:7:3', 'syntax.conv:4:14'].each {
  assert log.contains("[ERROR] ${sources}${File.separator}${it}: error: ")
}
assert log.contains('3 errors in 2 .conv files; nothing was written')
assert !log.contains('\tat org.convc')

def output = new File(basedir, 'target/generated-sources/conv')
assert output.listFiles().findAll { it.name != '.convc' }*.name == ['com']
assert new File(output, 'com/example').list() as List == ['Blur.java']
assert new File(output, 'com/example/Blur.java').text.contains('w  float 1 x 1 x 3 x 3')
