package corpus

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
)

// columnReader reads the values of a column chunk that is not repeated, one by one.
type columnReader struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	buf    [256]parquet.Value
	n, at  int
}

// next returns the next value, which is valid until the next call, or io.EOF.
func (c *columnReader) next() (parquet.Value, error) {
	for c.at == c.n {
		if err := c.read(); err != nil {
			return parquet.Value{}, err
		}
	}
	c.at++
	return c.buf[c.at-1], nil
}

// read fills buf from the page, or opens the next page.
func (c *columnReader) read() (err error) {
	if c.page == nil {
		if c.page, err = c.pages.ReadPage(); err != nil {
			return err
		}
		c.values = c.page.Values()
	}
	c.at = 0
	c.n, err = c.values.ReadValues(c.buf[:])
	if errors.Is(err, io.EOF) {
		err = nil
		if c.n == 0 {
			parquet.Release(c.page)
			c.page = nil
		}
	}
	return err
}

func (c *columnReader) close() error {
	if c.page != nil {
		parquet.Release(c.page)
	}
	return c.pages.Close()
}
