def target = new File(basedir, 'target')
assert new File(target, 'classes/com/example/Blur.class').isFile()
assert new File(target, 'test-classes/com/example/Probe.class').isFile()
assert new File(target, 'test-classes/com/example/ProbeTest.class').isFile()
assert !new File(target, 'classes/com/example/Probe.class').exists()
assert new File(target, 'generated-test-sources/conv/com/example').list() as List == ['Probe.java']
assert new File(target, 'generated-sources/conv/com/example').list() as List == ['Blur.java']

def builds = new File(basedir, 'build.log').text.split('Building layers-of-tests')
assert builds[1].count('Layers: 1 written, 0 removed, 0 unchanged.') == 2
assert builds[2].count('convc is skipped.') == 1
assert builds[3].count('convc is skipped.') == 2
