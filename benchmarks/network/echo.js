// The server of echo.tatu in JavaScript.
'use strict';
const net = require('net');

const server = net.createServer(socket => {
  socket.setNoDelay(true);
  socket.on('data', bytes => socket.write(bytes));
  socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', 1024, () => console.log(server.address().port));
