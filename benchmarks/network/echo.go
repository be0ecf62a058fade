// The server of echo.tatu in Go.
package main

import (
	"fmt"
	"net"
	"runtime"
)

func serve(connection net.Conn) {
	defer connection.Close()
	room := make([]byte, 65536)
	for {
		count, err := connection.Read(room)
		if err != nil {
			return
		}
		if _, err := connection.Write(room[:count]); err != nil {
			return
		}
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		go serve(connection)
	}
}
