//go:build linux

package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slurmConf is a Slurm of one machine that belongs to one test: it trusts
// everybody, and starts a requeued task after seconds rather than minutes.
const slurmConf = `
ClusterName=test
SlurmctldHost=%[1]s(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=100000
SlurmctldPort=%[3]d
SlurmdPort=%[4]d
StateSaveLocation=%[2]s/state
SlurmdSpoolDir=%[2]s/spool
SlurmctldPidFile=%[2]s/slurmctld.pid
SlurmdPidFile=%[2]s/slurmd.pid
SlurmctldLogFile=%[2]s/slurmctld.log
SlurmdLogFile=%[2]s/slurmd.log
NodeName=%[1]s NodeAddr=127.0.0.1 CPUs=%[5]d RealMemory=4000 State=UNKNOWN
PartitionName=all Nodes=%[1]s Default=YES MaxTime=INFINITE State=UP
`

// slurm is a running Slurm.
type slurm struct {
	t   *testing.T
	dir string
}

// startSlurm starts a Slurm, or skips the test and says why.
func startSlurm(t *testing.T) *slurm {
	t.Helper()
	for _, name := range []string{"slurmctld", "slurmd", "sbatch", "scontrol", "squeue"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: `apt-get install slurm-wlm` runs this test", name)
		}
	}
	if os.Getuid() != 0 {
		t.Skip("only root can start a Slurm for the test")
	}
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	s := &slurm{t, t.TempDir()}
	name, _, _ = strings.Cut(name, ".")
	put(t, filepath.Join(s.dir, "slurm.conf"), fmt.Sprintf(slurmConf, name, s.dir, freePort(t), freePort(t), 2))
	for _, dir := range []string{"state", "spool"} {
		if err := os.Mkdir(filepath.Join(s.dir, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s.daemon("slurmctld", "-D", "-c")
	s.daemon("slurmd", "-D", "-c", "-N", name)
	s.wait("the node to be ready", func() bool { return strings.Contains(s.try("sinfo", "-h", "-o", "%T"), "idle") })
	return s
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		t.Fatal("no TCP address")
	}
	return addr.Port
}

func (s *slurm) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "SLURM_CONF="+filepath.Join(s.dir, "slurm.conf"))
	return cmd
}

// daemon starts a program of Slurm, which is ended with the test.
func (s *slurm) daemon(name string, args ...string) {
	s.t.Helper()
	cmd := s.command(name, args...)
	if err := cmd.Start(); err != nil {
		s.t.Skipf("%s does not start here: %v", name, err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait() // how it ended is nobody's concern
	})
}

// try runs a program of Slurm and returns what it prints.
func (s *slurm) try(name string, args ...string) string {
	var out bytes.Buffer
	cmd := s.command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run() // what went wrong is in the output
	return out.String()
}

func (s *slurm) wait(what string, ready func() bool) {
	s.t.Helper()
	for end := time.Now().Add(2 * time.Minute); !ready(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("waited in vain for %s\n%s\n%s", what, s.try("squeue"), s.log())
		}
	}
}

// log returns the ends of the logs of Slurm, for a test that has failed.
func (s *slurm) log() string {
	var b strings.Builder
	for _, name := range []string{"slurmctld.log", "slurmd.log"} {
		data, _ := os.ReadFile(filepath.Join(s.dir, name)) // it may not be there yet
		b.Write(data[max(0, len(data)-2000):])
	}
	return b.String()
}

// The example for Slurm, as it stands in the documentation: a task of it is
// killed in the middle of its work, Slurm starts it again, and everything is
// repaired as one machine would have.
func TestSlurmExample(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a Slurm")
	}
	s := startSlurm(t)
	dir := t.TempDir()
	const shards, parts = 160, 4
	for i := range shards {
		line := fmt.Sprintf("{\"id\":%d,\"text\":\"%s\"}\n", i, strings.TrimSpace(untidy))
		put(t, filepath.Join(dir, fmt.Sprintf("in/%d/shard-%03d.jsonl", i%3, i)), strings.Repeat(line, 400))
	}
	if got := copydesk(t, dir, nil, "fix", "--output-dir", "want", "--no-cache", "--exit-zero", "in"); got.status != exitClean {
		t.Fatal(got.stderr)
	}
	script, err := filepath.Abs("../../docs/examples/slurm.sh")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := s.command("sbatch", "--parsable", fmt.Sprintf("--array=0-%d", parts-1), "--output="+filepath.Join(s.dir, "task-%a.log"), script)
	cmd.Dir = dir
	cmd.Env = append(cmd.Env, "CORPUS="+filepath.Join(dir, "in"), "OUT="+out, "COPYDESK="+program(t))
	id, err := cmd.Output()
	if err != nil {
		t.Fatalf("sbatch: %v\n%s", err, s.log())
	}
	job := strings.TrimSpace(string(id))
	killed := ""
	s.wait("a task to kill", func() bool {
		if n := doneUnits(t, out); n < shards/8 {
			return false
		}
		killed = killTask(t, out)
		return killed != ""
	})
	before := doneUnits(t, out)
	s.wait("the array to end", func() bool { return strings.TrimSpace(s.try("squeue", "-h", "-j", job)) == "" })
	if before >= shards {
		t.Fatal("everything was done before the kill: this test proves nothing")
	}
	logs := ""
	for i := range parts {
		logs += get(t, filepath.Join(s.dir, fmt.Sprintf("task-%d.log", i)))
	}
	if !strings.Contains(logs, "Killed") && !strings.Contains(logs, "before)") {
		t.Errorf("no task was killed: %s", logs)
	}
	for i := range shards {
		name := fmt.Sprintf("%d/shard-%03d.jsonl", i%3, i)
		if get(t, filepath.Join(out, "articles", name)) != get(t, filepath.Join(dir, "want", name)) {
			t.Errorf("%s is another", name)
		}
	}
	got := copydesk(t, dir, nil, "job", "--exit-zero", filepath.Join(out, "job"), "in")
	if got.status != exitClean || !strings.Contains(got.stdout, fmt.Sprintf("%d units done", shards)) {
		t.Errorf("exit %d: %s%s", got.status, got.stdout, got.stderr)
	}
	t.Logf("killed %s with %d of %d shards done; %s", killed, before, shards, strings.ReplaceAll(logs, "\n", " | "))
}

// killTask kills one of the processes that work for the job below out, and
// returns its command line; "" when there is none.
func killTask(t *testing.T, out string) string {
	t.Helper()
	processes, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range processes {
		data, err := os.ReadFile(path)
		args := strings.Split(string(data), "\x00")
		if err != nil || args[0] != program(t) || !strings.Contains(string(data), out) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err == nil && syscall.Kill(pid, syscall.SIGKILL) == nil {
			return strings.Join(args, " ")
		}
	}
	return ""
}
