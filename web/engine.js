// A worker that trains: the program's module once more, without a page. It is sent the two compiled modules first, then
// messages as bytes (shell/run/run_message.hpp), which it answers with bytes.
let engine = null;
const early = [];

const turns = new MessageChannel();
let underway = false;
let timer = 0;

function turnSoon() {
  clearTimeout(timer);
  if (underway) return;
  underway = true;
  // A timer would wait for four milliseconds at least.
  turns.port2.postMessage(0);
}

turns.port1.onmessage = () => {
  underway = false;
  const wait = engine._gradlab_engine_turn();
  if (wait === 0) turnSoon();
  else if (wait > 0) timer = setTimeout(turnSoon, 1000 * wait);
};

function receive(bytes) {
  const at = engine._gradlab_allocate(bytes.length);
  engine.HEAPU8.set(bytes, at);
  engine._gradlab_engine_receive(at, bytes.length);
  turnSoon();
}

async function instantiate([first, later], imports) {
  const instance = await WebAssembly.instantiate(first, { ...imports, later: { want() {} } });
  await WebAssembly.instantiate(later, { ...imports, first: instance.exports });
  return instance;
}

async function start({ code, compiled }) {
  const { default: makeModule } = await import(code);
  engine = await makeModule({
    gradlab: { say: (bytes) => postMessage(bytes, [bytes.buffer]) },
    instantiateWasm: (imports, received) => {
      instantiate(compiled, imports).then((instance) => received(instance, compiled[0]));
      return {};
    },
  });
  for (const bytes of early.splice(0)) receive(bytes);
}

onmessage = ({ data }) => {
  if (data.compiled) start(data).catch((error) => postMessage({ failed: String(error) }));
  else if (engine) receive(data);
  else early.push(data);
};
