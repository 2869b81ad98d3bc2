import org.convc.CompileOptions
import org.convc.Convc

def file = new File(basedir, 'src/main/conv/deep/er/layers.conv').toPath()
def module = Convc.compile(file, 'deep/er/layers.conv', CompileOptions.defaults())
def output = new File(basedir, 'target/generated-sources/conv')
assert module.sources().size() == 2
module.sources().each {
  assert new File(output, it.path()).bytes == it.text().getBytes('UTF-8')
}
