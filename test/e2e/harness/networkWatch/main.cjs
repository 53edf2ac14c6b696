// Loaded into the extension host, and into each Node process that it starts: writes whom they connect to, look up or send to into a file.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.CEREBRUM_NETWORK_LOG;
const isNear = (host) => host === undefined || /^(localhost|127\.|::1$|0\.0\.0\.0$)/.test(String(host));
const note = (what, host) => {
  if (file === undefined || isNear(host)) return;
  const kind = process.argv.find((argument) => /^--type=/.test(argument)) ?? process.argv[1];
  appendFileSync(file, `node (${kind}): ${what} ${host}\n`);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // `net.connect` hands over its arguments as a list in a list.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null)
    note('connects to', first.path === undefined ? first.host : undefined);
  else if (typeof first === 'number') note('connects to', typeof second === 'string' ? second : undefined);
  return connect.apply(this, args);
};
for (const holder of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const original = holder[name];
    holder[name] = function (host, ...rest) {
      note('looks up', host);
      return original.call(this, host, ...rest);
    };
  }
}
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  note(
    'sends to',
    args.find((argument) => typeof argument === 'string' && /[.:]/.test(argument)),
  );
  return send.apply(this, args);
};

process.env.NODE_OPTIONS = `--require=${JSON.stringify(__filename)}`;
exports.activate = () => undefined;
