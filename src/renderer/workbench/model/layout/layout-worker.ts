// ELK's own worker script: it takes messages as soon as it is loaded. Own file, so that the bundler makes a worker of ours of it.
import 'elkjs/lib/elk-worker.min.js'
