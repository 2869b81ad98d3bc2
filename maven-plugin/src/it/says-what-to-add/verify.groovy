def builds = new File(basedir, 'build.log').text.replace('\r\n', '\n').split('Building says-what-to-add')

assert builds[1].contains('''Add to its pom.xml
[ERROR]   <dependency>
[ERROR]     <groupId>org.convc</groupId>
[ERROR]     <artifactId>convc-runtime</artifactId>
''')

def release = '"release" hides it: remove the parameter <release> of maven-compiler-plugin'
def arguments = '''<source>17</source>
[ERROR]       <target>17</target>
[ERROR]       <compilerArgs>
[ERROR]         <arg>--add-modules</arg>
[ERROR]         <arg>jdk.incubator.vector</arg>
[ERROR]       </compilerArgs>
'''
assert builds[2].contains(release) && builds[2].contains(arguments)
assert !builds[3].contains(release) && builds[3].contains(arguments)
assert builds[4].contains('requires static jdk.incubator.vector;') && !builds[4].contains('<compilerArgs>')
assert builds[4].contains(new File(basedir, 'src/module/java/module-info.java').path)

// Nothing was written before the build that compiles.
assert builds[5].contains('Layers: 1 written, 0 removed, 0 unchanged.')
assert new File(basedir, 'target/classes/com/example/Blur$Vector128.class').isFile()
