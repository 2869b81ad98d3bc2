def builds = new File(basedir, 'build.log').text.split('Building explain-and-format')
def file = new File(basedir, 'src/main/conv/blur.conv')
assert builds[1].contains("[ERROR] ${file}: not in normal form")
assert builds[1].contains('1 .conv file is not in normal form; the goal convc:format lays them out')
assert builds[2].contains("Laid out ${file}")
assert !builds[3].contains('Laid out')
assert file.text.contains('input 1 x 7 x 5;') || file.text.contains('input   1 x 7 x 5;')
assert file.text.contains('// one')

def page = new File(basedir, 'target/convc/blur.html').getText('UTF-8')
assert page.contains('Blur') && page.contains('</html>')
assert builds[4].contains('Pages: 2 written, 0 removed, 0 unchanged.')
// What is no longer explained has no page; what is, has the same; others have theirs.
assert builds[5].contains('Pages: 0 written, 1 removed, 1 unchanged.')
assert new File(basedir, 'target/convc/old').list() as List == ['notes.html']
assert !new File(basedir, 'target/generated-sources').exists()
