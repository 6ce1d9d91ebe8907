//go:build unix

package rulestest

import (
	"syscall"
	"time"
)

// cpuTime returns how long the process has run on any processor: unlike the
// time on the wall, it does not count what other processes take.
func cpuTime() time.Duration {
	var use syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
