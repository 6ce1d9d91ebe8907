package corpus

import (
	"errors"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Bounds of what is decompressed. zstd -19 uses windows of 8 MiB, --long ones
// of 128 MiB, which would break the memory budget.
const (
	maxWindow     = 64 << 20 // bytes
	bombFrom      = 256 << 20
	bombRatio     = 400 // text compresses 3–10 times, the most repetitive logs 100 times
	encodeWorkers = 2
)

// errBomb is the error for a stream that expands more than any text does.
var errBomb = errors.New("expands more than 400 times, which no text does: it looks like a decompression bomb")

// gzipHeader is what a gzip file says of itself.
type gzipHeader = gzip.Header

// readGzipHeader returns the header of the gzip file r, and the zero header
// for another compression.
func readGzipHeader(r io.Reader, compression string) (gzipHeader, error) {
	if compression != ".gz" {
		return gzipHeader{}, nil
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		return gzipHeader{}, err
	}
	return z.Header, z.Close()
}

// decompress returns what file holds, and closes file with it.
func decompress(file *os.File, compression string) (io.ReadCloser, error) {
	guard := &bombGuard{file: file}
	var err error
	switch compression {
	case ".gz":
		var z *gzip.Reader
		if z, err = gzip.NewReader(guard); err == nil {
			guard.out, guard.end = z, z.Close
		}
	case ".zst":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(guard, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1)); err == nil {
			guard.out, guard.end = z, func() error { z.Close(); return nil }
		}
	default:
		return file, nil
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return expanding{guard}, nil
}

// bombGuard counts what is read of a compressed file and what comes out.
type bombGuard struct {
	file    *os.File
	out     io.Reader
	end     func() error
	in, got int64
}

// Read reads from the compressed file, on behalf of the decompressor.
func (g *bombGuard) Read(p []byte) (int, error) {
	n, err := g.file.Read(p)
	g.in += int64(n)
	return n, err
}

// expanding is the decompressed side of a bombGuard.
type expanding struct{ *bombGuard }

// Read reads decompressed bytes.
func (e expanding) Read(p []byte) (int, error) {
	n, err := e.out.Read(p)
	e.got += int64(n)
	if e.got > bombFrom && e.got/bombRatio > e.in {
		return n, errBomb
	}
	return n, err
}

// Close ends the decompressor and closes the file.
func (e expanding) Close() error { return errors.Join(e.end(), e.file.Close()) }

// compress returns a writer that compresses to w; its Close does not close w.
func compress(w io.Writer, compression string, h gzipHeader) (io.WriteCloser, error) {
	switch compression {
	case ".gz":
		z := gzip.NewWriter(w)
		z.Header = h
		return z, nil
	case ".zst":
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(encodeWorkers), zstd.WithWindowSize(encodeWindow))
	}
	return nopCloser{w}, nil
}

// encodeWindow is the window of zstd at its default level, in bytes.
const encodeWindow = 2 << 20
