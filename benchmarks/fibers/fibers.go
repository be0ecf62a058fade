// The same as fibers.tatu, with goroutines.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func report(name string, begin time.Time, count int, isLast bool) {
	if isLast {
		fmt.Println(name, float64(time.Since(begin).Nanoseconds())/float64(count))
	}
}

func switches(count int, isLast bool) {
	begin := time.Now()
	var group sync.WaitGroup
	for fiber := 0; fiber < 2; fiber++ {
		group.Add(1)
		go func() {
			for i := 0; i < count; i++ {
				runtime.Gosched()
			}
			group.Done()
		}()
	}
	group.Wait()
	report("switch", begin, 2*count, isLast)
}

func roundTrips(count int, isLast bool) {
	there, back := make(chan int), make(chan int)
	begin := time.Now()
	go func() {
		for value := range there {
			back <- value + 1
		}
	}()
	sum := 0
	for i := 1; i <= count; i++ {
		there <- i
		sum += <-back
	}
	close(there)
	if sum != count*(count+3)/2 {
		panic("wrong")
	}
	report("round_trip", begin, count, isLast)
}

func buffered(count int, isLast bool) {
	values := make(chan int, 100)
	begin := time.Now()
	go func() {
		for i := 1; i <= count; i++ {
			values <- i
		}
		close(values)
	}()
	sum := 0
	for value := range values {
		sum += value
	}
	if sum != count*(count+1)/2 {
		panic("wrong")
	}
	report("buffered_value", begin, count, isLast)
}

func create(count int, isLast bool) {
	begin := time.Now()
	sum := 0
	for turn := 0; turn < count/100; turn++ {
		results := make([]chan int, 100)
		for i := range results {
			result := make(chan int, 1)
			results[i] = result
			value := i + 1
			go func() { result <- value }()
		}
		for _, result := range results {
			sum += <-result
		}
	}
	if sum != count/100*5050 {
		panic("wrong")
	}
	report("spawn_and_await", begin, count, isLast)
}

func main() {
	runtime.GOMAXPROCS(1)
	for round := 1; round <= 3; round++ {
		isLast := round == 3
		switches(1000000, isLast)
		roundTrips(300000, isLast)
		buffered(1000000, isLast)
		create(200000, isLast)
	}
}
