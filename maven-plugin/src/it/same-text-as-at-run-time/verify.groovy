import org.convc.CompileOptions
import org.convc.Convc

def file = new File(basedir, 'src/main/conv/deep/er/layers.conv').toPath()
def module = Convc.compile(file, 'deep/er/layers.conv', CompileOptions.defaults().forAnyMachine().with('type', 'double'))
def output = new File(basedir, 'target/generated-sources/conv')
assert module.sources().size() == 2
for (source in module.sources()) {
  def same = new File(output, source.path()).bytes == source.text().getBytes('UTF-8')
  assert same: source.path()
  assert source.text().contains('double[')
}
