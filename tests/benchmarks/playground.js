// A network after the algorithm of TensorFlow Playground (nn.ts, Smilkov et al., 2016, Apache 2.0): objects of nodes and links, one
// example at a time, node by node. Written anew. Usage: node playground.js SIZES ACTIVATION BATCH EXAMPLES UPDATES → µs an update.

const [sizesText, activation, batchText, countText, updatesText] = process.argv.slice(2);
const sizes = sizesText.split("-").map(Number), batch = +batchText, count = +countText, updates = +updatesText;

const ACTIVATIONS = {
  tanh: { output: Math.tanh, der: x => { const output = Math.tanh(x); return 1 - output * output; } },
  sigmoid: { output: x => 1 / (1 + Math.exp(-x)), der: x => { const output = 1 / (1 + Math.exp(-x)); return output * (1 - output); } },
};

class Node {
  constructor(id, act) {
    this.id = id;
    this.activation = act;
    this.inputLinks = [];
    this.outputs = [];
    this.bias = 0.1;
    this.outputDer = this.inputDer = this.accInputDer = this.numAccumulatedDers = 0;
  }
  updateOutput() {
    this.totalInput = this.bias;
    for (let j = 0; j < this.inputLinks.length; j++) {
      const link = this.inputLinks[j];
      this.totalInput += link.weight * link.source.output;
    }
    this.output = this.activation.output(this.totalInput);
    return this.output;
  }
}

class Link {
  constructor(source, dest) {
    this.source = source;
    this.dest = dest;
    this.weight = Math.random() - 0.5;
    this.isDead = false;
    this.errorDer = this.accErrorDer = this.numAccumulatedDers = 0;
  }
}

function build() {
  const network = [];
  sizes.forEach((size, layer) => {
    const nodes = [];
    network.push(nodes);
    for (let i = 0; i < size; i++) {
      const node = new Node(`${layer}-${i}`, ACTIVATIONS[activation]);
      nodes.push(node);
      if (layer) for (const previous of network[layer - 1]) {
        const link = new Link(previous, node);
        previous.outputs.push(link);
        node.inputLinks.push(link);
      }
    }
  });
  return network;
}

function forwardProp(network, inputs) {
  network[0].forEach((node, i) => { node.output = inputs[i]; });
  for (let layer = 1; layer < network.length; layer++) {
    const nodes = network[layer];
    for (let i = 0; i < nodes.length; i++) nodes[i].updateOutput();
  }
}

function backProp(network, targets) {
  network[network.length - 1].forEach((node, i) => { node.outputDer = node.output - targets[i]; });
  for (let layer = network.length - 1; layer >= 1; layer--) {
    const nodes = network[layer];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      node.inputDer = node.outputDer * node.activation.der(node.totalInput);
      node.accInputDer += node.inputDer;
      node.numAccumulatedDers++;
    }
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j];
        if (link.isDead) continue;
        link.errorDer = node.inputDer * link.source.output;
        link.accErrorDer += link.errorDer;
        link.numAccumulatedDers++;
      }
    }
    if (layer === 1) continue;
    const previous = network[layer - 1];
    for (let i = 0; i < previous.length; i++) {
      const node = previous[i];
      node.outputDer = 0;
      for (let j = 0; j < node.outputs.length; j++) {
        const output = node.outputs[j];
        node.outputDer += output.weight * output.dest.inputDer;
      }
    }
  }
}

function updateWeights(network, rate) {
  for (let layer = 1; layer < network.length; layer++) {
    const nodes = network[layer];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (node.numAccumulatedDers > 0) {
        node.bias -= rate * node.accInputDer / node.numAccumulatedDers;
        node.accInputDer = 0;
        node.numAccumulatedDers = 0;
      }
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j];
        if (link.isDead) continue;
        if (link.numAccumulatedDers > 0) {
          link.weight -= rate / link.numAccumulatedDers * link.accErrorDer;
          link.accErrorDer = 0;
          link.numAccumulatedDers = 0;
        }
      }
    }
  }
}

const examples = Array.from({ length: count }, () => ({
  x: Array.from({ length: sizes[0] }, Math.random),
  y: Array.from({ length: sizes[sizes.length - 1] }, Math.random),
}));
const network = build();

function run(many) {
  for (let k = 0, at = 0; k < many; k++) {
    for (let e = 0; e < batch; e++, at++) {
      const example = examples[at % count];
      forwardProp(network, example.x);
      backProp(network, example.y);
    }
    updateWeights(network, 0.5);
  }
}

run(updates / 4);
const before = process.cpuUsage();
run(updates);
const used = process.cpuUsage(before);
console.log((used.user + used.system) / updates);
