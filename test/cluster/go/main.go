// Command cluster is a Kubernetes control plane in one file: etcd, kube-apiserver, kube-controller-manager and kubectl, each
// linked unchanged from its published Go module. It behaves as the program by whose name it is called (a symbolic link), or
// as the one its first argument names, and takes exactly that program's flags; so the directory with the links serves
// wherever a directory with the real programs (KUBEBUILDER_ASSETS) does. `cluster expressions` is the one thing of its own: it tells
// whether the expressions of definitions and policies are ones that an older API server knows.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"          // so that --logging-format=json works
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // client and work-queue metrics, as the real programs have
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// programs are the programs inside; each sees os.Args as if it had been started alone.
var programs = map[string]func(){
	"etcd":                    func() { etcdmain.Main(os.Args) },
	"kube-apiserver":          func() { run(apiserver.NewAPIServerCommand()) },
	"kube-controller-manager": func() { run(controllers.NewControllerManagerCommand()) },
	"kubectl":                 runKubectl,
	"expressions":             func() { run(newExpressionsCommand()) },
}

func main() {
	if start, ok := programs[filepath.Base(os.Args[0])]; ok {
		start()
		return
	}
	if len(os.Args) > 1 {
		if start, ok := programs[os.Args[1]]; ok {
			os.Args = os.Args[1:]
			start()
			return
		}
	}
	fmt.Fprintf(os.Stderr, "usage: %s etcd | kube-apiserver | kube-controller-manager | kubectl | expressions [flags]\n", filepath.Base(os.Args[0]))
	os.Exit(2)
}

func run(command *cobra.Command) {
	os.Exit(cli.Run(command))
}

// runKubectl reports errors in kubectl's own words and exit codes, which is why it does not go through run.
func runKubectl() {
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
}
