//go:build !unix

package rulestest

import "time"

// cpuTime returns the time on the wall, where that of the process is not known.
func cpuTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
