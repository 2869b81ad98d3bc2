def builds = new File(basedir, 'build.log').text.split('Building check-writes-nothing')
def file = new File(basedir, 'src/main/conv/blur.conv')
builds[1..2].each {
  assert it.contains("[WARNING] ${file}:1:1: warning: this file names no package")
}
assert builds[1].contains('Checked 2 .conv files: 1 warning in 1 .conv file.')
assert builds[2].contains('1 warning in 1 .conv file; failOnWarning is set')
assert builds[3].contains('convc:check') && builds[3].contains('failOnWarning (Default: false)')
assert !['generated-sources', 'generated-test-sources', 'classes', 'convc'].any { new File(basedir, "target/$it").exists() }
