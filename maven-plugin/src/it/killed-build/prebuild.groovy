// Kills a build as soon as it has written the first of many sources.
def sources = new File(basedir, 'src/main/conv')
sources.mkdirs()
new File(sources, 'many.conv').text = 'package com.example;\n' +
    (1..150).collect { "conv Layer$it { input 1 x ${it + 7}; filters 1; kernel 3; }" }.join('\n') + '\n'

def windows = System.getProperty('os.name').startsWith('Windows')
def command = [new File(mavenHome.toString(), windows ? 'bin/mvn.cmd' : 'bin/mvn').path, '-B', '-s',
    new File(basedir.parentFile, 'interpolated-settings.xml').path, "-Dmaven.repo.local=$localRepositoryPath".toString(), 'generate-sources']
def log = new File(basedir, 'killed.log')
def build = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(log).start()
def output = new File(basedir, 'target/generated-sources/conv/com/example')
while (build.isAlive() && !output.list()) {
  Thread.sleep(1)
}
build.descendants().forEach { it.destroyForcibly() }
build.destroyForcibly().waitFor()
assert output.list() : log.text

// For the comparison with what the next build makes.
def copy = new File(basedir, 'killed')
copy.mkdirs()
output.eachFile { new File(copy, it.name).bytes = it.bytes }
println "The build was killed when ${output.list().length} of 150 sources were written."
true
