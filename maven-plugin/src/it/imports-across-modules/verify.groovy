import java.util.jar.JarFile

def builds = new File(basedir, 'build.log').text.split('Reactor Build Order')
assert builds.length == 4
// The modules build at the same time, so their lines come in any order.
assert builds[1].count('Layers: 2 written, 0 removed, 0 unchanged.') == 3
// From a folder of classes to a jar with the same content is no change.
assert builds[2].count('Layers: 0 written, 0 removed, 2 unchanged.') == 3
assert builds[3].count('Layers: 1 written, 0 removed, 1 unchanged.') == 3

['one', 'two', 'three'].each { module ->
  def source = new File(basedir, "$module/target/generated-sources/conv/com/example/$module/Shared.java").text
  assert source.contains('2 filters 5x5 of 1 x 9 x 8') : module
  assert new File(basedir, "$module/target/classes/com/example/$module/Shared.class").isFile()
}

new JarFile(new File(basedir, 'library/target/library-1.jar')).withCloseable {
  assert it.entries().findAll { entry -> !entry.directory && !entry.name.startsWith('META-INF/maven/') }*.name as Set ==
      ['META-INF/MANIFEST.MF', 'META-INF/conv/lib/sizes.conv'] as Set
}
