// A page that convc did not make.
def folder = new File(basedir, 'target/convc/old')
folder.mkdirs()
new File(folder, 'notes.html').text = 'by hand'
true
