def output = new File(basedir, 'target/generated-sources/conv')
def whole = new File(output, 'com/example')
assert whole.list().length == 150

// Each source of the killed build was whole, and the next one took it as it was.
def killed = new File(basedir, 'killed').listFiles()
killed.each {
  assert it.name.endsWith('.java')
  assert it.bytes == new File(whole, it.name).bytes : it.name
}
def log = new File(basedir, 'build.log').text
assert log.contains("Layers: ${150 - killed.length} written, 0 removed, ${killed.length} unchanged.")
assert new File(output, '.convc').list().findAll { it.endsWith('.tmp') }.empty
